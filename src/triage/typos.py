"""Misspelt words against a known vocabulary; the only user of RapidFuzz.

A word is only ever corrected to a word of the vocabulary, never when it is an ordinary English
word itself: "breast" is no "breath", "week" is no "weak".
"""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 4
_TWO_MISTAKES_FROM = 8
_REMEMBERED = 8192


class Speller:
    """Finds the known word a misspelt one was meant to be.

    Distances are optimal string alignment (Damerau-Levenshtein without repeated edits): one
    mistake in words of four to seven letters, two from eight on; a swap of neighbours is one.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """``vocabulary``: normal words or their stems, lower case."""
        self._known = frozenset(vocabulary)
        self._buckets: dict[tuple[str, int], list[str]] | None = None
        self._answers: dict[str, str | None] = {}

    def correct(self, word: str) -> str | None:
        """The known word meant by ``word``; None where it is known, ordinary, or unlike any."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known:
            return None
        if word in self._answers:
            return self._answers[word]
        answer = None if is_ordinary(word) else self._nearest(word)
        if len(self._answers) < _REMEMBERED:
            self._answers[word] = answer
        return answer

    def _nearest(self, word: str) -> str | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        mistakes = 2 if len(word) >= _TWO_MISTAKES_FROM else 1
        near = self._candidates(word, mistakes)
        scored = extract(word, near, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        if not scored:
            return None
        return min(
            (found for found, _, _ in scored),
            key=lambda f: (OSA.distance(word, f), f[0] != word[0], f[-1] != word[-1], f),
        )

    def _candidates(self, word: str, mistakes: int) -> list[str]:
        """Known words of about the length that share the first, second or last letter."""
        if self._buckets is None:
            buckets: dict[tuple[str, int], list[str]] = {}
            for known in self._known:
                if len(known) >= _SHORTEST:
                    for place in ("^" + known[0], "$" + known[-1]):
                        buckets.setdefault((place, len(known)), []).append(known)
            self._buckets = buckets
        found: dict[str, None] = {}
        for length in range(len(word) - mistakes, len(word) + mistakes + 1):
            for place in ("^" + word[0], "^" + word[1], "$" + word[-1]):
                found.update(dict.fromkeys(self._buckets.get((place, length), ())))
        return list(found)


_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ly", "y", "ers", "ings")
_ordinary: frozenset[str] | None = None


def is_ordinary(word: str) -> bool:
    """True for an everyday English word, or one with an everyday ending on it."""
    global _ordinary
    if _ordinary is None:
        _ordinary = frozenset(_EVERYDAY.split())
    if word in _ordinary:
        return True
    return any(
        word.endswith(ending)
        and (base := word[: -len(ending)])
        and (base in _ordinary or base + "e" in _ordinary)
        for ending in _ENDINGS
    )


# Everyday words of four letters and more, so that none of them is taken for a misspelling.
_EVERYDAY = """
    able about above abroad abuot accept acceptable accepted accident accidents according
    account ache aches aching achy acid acne acre across acts actual actually acupuncture adapt
    added adding additional address admin admit adopt adore adult adults advance advert advice
    advil advise advised aesthetic aetna affect affects afford afraid after aftercare afternoon
    afternoons afterwards again against aged agent ages agony agree agreed agrees ahead aimed
    aimovig airline airs aisle ajovy alarm album alcohol alert aleve alien alike alive allergan
    allergic allergies allergy alley allow allowed almost alone along alongside aloud already
    alright also alter although altogether always ambulance american among amount amoxicillin
    ample anaesthetic angel anger angle angry animal ankle annoying another answer answers anti
    antibiotic antibiotics antibodies antibody anxiety anxious anybody anymore anyone anything
    anyway anywhere apart apparently appeal appetite apple apply appointment appreciate approval
    approved appt april apron area areas arena arent argue arise arms arnica arose around array
    arrive arrived arrow arthritis article aside asked asking asks asleep aspirin asset
    assistance assume assumed asthma atogepant attack attacks august aunt aura auras australia
    auth autumn available average avoid avoiding awake award aware away awful babies baby babys
    back background baclofen bacon badge badly baker bakery balance bald ball band banging banks
    barely barn bars base basic basically basil basin batch bath bathing bathroom beach bead
    beam bean bear bearable beard bearing beast beat beats beautician beauty became because
    become bedroom beds bedtime beef been beer before beforehand began begin beginning begins
    begun behalf behind being believe bell belly belong below belt benadryl bench bend benefit
    benefits bent berry beside besides best beta better between beyond bigger bike bill billing
    bird birth birthday bite bits black bladder blade blame blank blanket blast blaze bleak
    bleed bleeding blend bless blind blink block blocker blockers blocks blog blond blood bloods
    bloom blow blown blows blue blunt blur blurred blurry board boast boat body bolt bomb bone
    bonus book booked boom booster boot booth bored born borrow boss both bother bothered
    bothers botox bottle bottom botulinum botulism botx bought bound bowl boxed boyfriend braces
    brain brains brake branch brand brands brave bread break breakfast breaking breaks breast
    breath breathe breathed breathing breathless breeze brick bride brief bright bring bringing
    brings broad broke broken broom brother brothers brought brow brown brows bruise bruises
    bruising brush brushing bubble bucket buddy budget build building bull bump bumper bumps
    bunch bundle burden bureau burn burning burnt burst bush business busy butter button buyer
    cabin cable caffeine cage cake calendar call called calling calls calm calms came camp canal
    cancel cancellation cancelled cancer candesartan candidate candle candy cane cannot cant
    cape capsules carbon card care career careful carer cargo carpet carried carry carrying cars
    cart carve case cases cash cast castle catch categories category cats cattle caught cause
    causes causing cave cedar ceiling celebrex cell cent center centre cereal certain certified
    cervical cervicogenic cgrp chain chair chalk champ chance chances change changed changes
    changing chant chaos chapel charge charged charm chart chase chat cheap cheaper check
    checked checking checks cheek cheeks cheer cheerful cheese chef chemist chemo cherry chess
    chest chew chewing chicken chief child children chill chills chin chip chiropractor chocking
    chocolate choice choir choke cholesterol choose chooses choosing chop chord chore chose
    chosen christmas chronic chunk church cigna circle circles cite city civil claim claims clap
    clash class clay clean cleaning clear cleared clearly clench clerk click clients cliff climb
    clinic clinics clock close closed closer closet cloth clothing cloud clown club clue clumsy
    cluster clusters coach coaching coal coast coat code codeine coffee coil coin coincidence
    cold collar colleague collect college colony colour column comb combat combination combined
    come comes comic coming commit common company compare complain complained complaining
    complaint complaints complete completed completely computer conceive concentrate conception
    concern concerned concerns concrete concussion condition confirm confused connection consent
    consider considered constant consult consultant consultation contact contain continue
    control controlled convinced cook cooking cool copay copd cope copper copy coral core corn
    corner correct cosmetic cost costs cotton couch couching cough coughing coughs could couldnt
    count counted counter counting country counts county couple course court cousin cover
    covered covers covid cpap crab crack cracked cracker craft cramps crane crash crawl crazy
    cream credit creek creep crept crew crib cried crime crisis crisp crop cross crowd crowing
    crown crows crude cruel crush crust crutch crying cube cupboard curb cure cured curious curl
    currently curse curtain curtains curve custom customers cutting cycle cycles dads daft daily
    dairy daisy damage dance dancer danger dangerous dare daring dark dash data date dates
    daughter daughters dawn days dead deaf deal dealer dealt dean dear death deaths debate debit
    debt decade decades decay december decent decide decided deciding decision deck deductible
    deed deep deer defeat defend define definitely degree dehydrated delay delighted delivery
    demand denial denied dental dentist denver depakote department depend deposit depressed
    depression depth describe desert design desire desk detail developed device diagnosed
    diagnosis dial diary dice diclofenac didnt died diet differ difference different differently
    dine dinner direct directly dirt disability disc discharge discount discovered disease dish
    disorder ditch dive divorce dizziness dizzy dock doctor doctors does doesnt doing doll
    dollar dollars dome donate done dont door dose doses dots double doubled doubt dough dove
    down downs dozen draft drag dragon drain drama dramatic drank draw drawer drawn dread
    dreadful dreading dream dress dried drift drill drink drinking drinks drip drive driver
    driving droop drooping droopy drop dropped dropping drops drove drown drowsy drug drugs
    drugstore drum drunk duck dull dump dune duration during dusk dust duty dysport dystonia
    each eager eagle earlier early earn ears earth ease easier easily east easter eastern easy
    eating eats echo edge edges edit editor effect effective effects effort eggs eight eighteen
    eighth eighties eighty either elbow elder elect eletriptan eleven eligible eliquis elite
    else email embarrassed embarrassing emerge emergency emgality empire employ employer
    employers empty enable ended ends energy engage engine english enjoy enough ensure enter
    entire entry epidural epipen episodic equal equity erenumab error escape essay estate
    estrogen ethnic evade even evening evenings event eventually ever every everybody everyday
    everyone everything everywhere evidence exact exactly exam example exams excedrin exceed
    excellent except excess excuse exercise exhausted exist expand expect expected expecting
    experience expert expired explain explaining explanation export extend extent extra eyebrow
    eyebrows eyelid eyelids eyes eyesight fable fabric face facebook faced faces facial facing
    fact factor factory fade faded fail failed failure faint fair fairly fairy faith fake fall
    falling falls false fame family famous fancy farm farmer fast faster fatal fate father
    fatigue fault favor faxed fear feast feather feature february feed feeding feel feeling
    feelings feels feet fell fellow felt female fence fern fertility fever feverfew fewer fiber
    fibromyalgia field fiery fifteen fifth fifty fight fighter figure figured figures file
    filing fill filled filler filling film final finally find finding fine finger fingers finish
    finished fioricet fire firm first fish fist five fixed flag flair flake flame flank flap
    flash flask flat flavor flaw flea fleet flesh flew flexeril flies flight fling flip flipping
    float flock flood floor flop floppy flour flow flower flown fluid flush flushes flute flying
    fmla foam focus foggy fold folk follow followed following follows fond food foods fool foot
    football force forced forehead foreign forest forever forge forget forgot fork form formal
    format former forms fort forth fortnight fortune forty forum forward foster fought foul
    found foundation four fourteen fourth frame free freedom freeze freezing fremanezumab
    frequency frequent fresh friday fridge friend friends fries frightened frog from front frost
    frown frozen fruit fuel full fully function funds funny further fury fuse fuss future fuzzy
    gabapentin gain gained game gang garage garden garlic gate gather gave gaze gear gender gene
    general generally gentle gentler gently germ gets getting ghost giant gift ginger ginkgo
    girl girlfriend give given gives giving glad glance glare glass glasses glaucoma global
    globe gloom glory glove glow glue goal goat goes going gold golden golf gone gonna good
    goose gown grab grace grade grain gran grand grandads grandmother grant grape graph grasp
    grass grateful grave gravity gray great greed green greet grew grey grief grill grin grind
    grip groan groom ground group grove grow growl grown grows growth guard guess guest guide
    guilt guitar guys habit hadnt haha hail hair hairdresser hairline half halfway hall halt
    hand handed handle hands hang hanging hangover happen happened happens happy hard harder
    hardly harm harmful harmless harms harsh hasnt haste hate hats haul have havent having hawk
    hazy head headache headaches heading heads heal healed healing health healthy heap hear
    heard hearing heart heartbeat heat heater heating heavy heel height heir held hell hello
    helmet help helped helpful helping helps hence herbal herbs herd here hero hers herself
    hidden hide high higher hike hill himself hint hire history hits hitting hives hoarse hold
    holder holding holds hole holiday holidays holy home honest honestly honey hood hook hope
    hopes hoping hopping hormonal hormone hormones horn horror horse hose hospital host hotel
    hour hours house hover however howl huge human humor hundred hunger hunt hunter hurry hurt
    hurting hurts husband husbands hysterectomy ibuprofen idea ideal idle idol illness image
    imitrex immune impact import improve improvement inch include included including income
    indeed index indoors infected infection inflammatory influence info information infusion
    inherited inject injected injecting injection injections injector injects injury inner input
    inside insist insists instance instead instructions insurance insurer insurers intake intend
    intent interaction interest interfere internet interval interview into invest iron irregular
    irritable island isnt issue itch itchy item itself jabs jacket jail january jean jelly jewel
    jobs join joints joke jokes jolly judge juice july jump jumping june junior junk jury just
    keen keep keeping keeps kept kick kidney kidneys kids kill killed killing kills kilos kind
    kinda kindly kinds king kiss kitchen kite knee kneel knees knelt knew knife knit knob knock
    knot knots know knowing known knows label labor lace lack ladder lady laid lake lamb lame
    lamp lamps land landing lane language large laser lash last lasted lasting lasts late lately
    later latest latter laugh laughing laughter launch lawn lawyer layer lazy lead leader
    leading leaf leaflet leaflets league leak lean leap learn learned learning lease least
    leather leave leaves leaving leeds left legacy legend legs lemon lend length lens lenses
    less lesson letter letters letting level lever liar licensed lidocaine lids life lift lifted
    lifting light lights like likely liking lily limb lime limit limits limp line lines link
    linked lion lips liquid list listed listen listing lists lithium little live lived liver
    lives living load loads loaf loan lobby local lock locking lodge logic london lonely long
    longer longest look looked looking looks loop loose loosen loosing lord lose losing loss
    lost lots loud lounge love lovely lover lower loyal luck lucking lucky luggage lumbar lump
    lunar lunch lunchtime lung lungs lure luxury lying machine made magic magnesium maid mail
    main mainly major make makes makeup making male mall malt manage managed manager manner
    manual manufacturer many march margin marine mark marker market marks married mash mask
    masking mass massage masseter match mate math matter matters mature maxalt maximum maybe
    meal meals mean means meant meantime meanwhile meat medal media medicaid medical medically
    medicare medication medicine medicines medium meds medspa meet meeting melon meloxicam melt
    melting member members memory menopause menstrual mental mention mentioned mentions menu
    mercy merely merge merit merry mess message metal meter method middle midst midwife might
    migraine migraines mild milder mile milk mill million mind mine mines mini minimum minor
    mins mint minus minute minutes mirror miss missed missing mission mist mistake mixed mixing
    mobile mode modern modest moist mold moment moms monday money monoxide month monthly months
    mood moon more morning mornings moss most mostly moth mother mothers motion motor motrin
    mount mounting mouse mouth mouthful move moved movement moves movie moving much muddled mule
    multiple mums murder muscle muscles muse museum music must mutual myasthenia myself myth
    nail naked name names nape naproxen naratriptan narrow nasal nasty nation native natural
    nature nausea navy near nearby nearer nearly neat neatly necessary neck necks need needed
    needing needle needles needs neighbour neither nephew nerve nerves nervous nest neuralgia
    neuro neurologist neurologists never newborn news next nice nicely niece night nights nine
    nineteen nineties nite noble nobody noise noisy none nonsense noon normal normally north
    nose note noted notes nothing notice noticed noticing notion novel november nowadays nowhere
    nsaids nuisance numb number numbers numbing numbness nurofen nurse nursery nurses nursing
    nurtec nylon oasis oath obey object obstetrician obtain obvious occipital occur ocean oclock
    october odds offer offered office official often ohio oily okay older olive omega once ones
    onion online only onset onto open opera operation opinion opposite optic optician option
    options optometrist orange orbit order ordinary organ origin original osteopath other others
    otherwise ought ounce outer output outside ovaries oven over overnight overuse ovulation
    owed owner oxygen pace pack package packed packing packs page pages paid pain painful
    painkiller painkillers pains paint painting pair palace pale palm panel panic pant paper
    papers paperwork para paracetamol parent parents park parking part particularly partly
    partner party pass passed passes passing past paste patch patches patent path patient
    patients pattern pause pave paying payment pays peace peach peak pear pearl peas peed peel
    peer penicillin pens people pepper percent perch perfect perfectly perfume perhaps peril
    period periods permanent permanently permitted person pest petal pharmacist pharmacy phase
    phone photo photos phrase physio piano pick picked pickle picture pictures pier pill pillow
    pills pilot pinch pine pink pins pint pipe pitch pity pizotifen pizza place placebo places
    plain plan plane planet planing planned planning plans plant plastic plate play player
    playing plays plea plead pleading please pleased pleat pledge plenty plot pluck plug
    plugging plum plus pocket podcast poem poet poetry point pointed pointing points poison
    poker polar pole police policy polish polite pond pony pool poor poorly pork port portal
    pose position positive possible possibly post postpone postponed posture pound pounding
    pounds pour powder power practical practice praise pray prayer prednisone prefer pregnancy
    pregnant prepare prepared prescribe prescribed prescription present press pressing pressure
    pretty prevent preventing prevention preventive preventives previous price pricks pride
    primary prime prince print printed prior prism prison private prize probably probe problem
    problems procedure product products profit program programme progress project promethazine
    prompt prone proof proper properly propranolol protein protocol proud prove public puffy
    puking pull pulled pulling pulse pump punch puncture pupil puppy purely purple purse pursue
    push pushing puts putting puzzle quack quail qualify quality quarter queasy queen query
    quest question questions queue quick quicker quickly quiet quilt quit quite quitting qulipta
    quota quote rabbit race racing rack radar radio rage raid rail rain raining raise raised
    raising rally ramp ranch random rang range rank rapid rare rarely rash rate rather rating
    ratio reach reaching react reaction reactions read reader reading ready real realise
    realised realistic really rear reason reasonable reasons rebel rebound recall receipt
    received recent recently receptionist recipe reckons recognised recommend recommended
    recommends record records recovered redness reduce reduced reduction refer reference
    referral referred refill reform refuse refused refuses regard regardless regret regular
    regularly reign reject rejected relate related relating relax relaxants relaxing relay
    release relic relief relpax rely remain remark remember remind reminder remote remove
    removed renew renewed rent repair repeat repeated replace replacement reply report reported
    request reschedule rescue research resend resist resort respond response rest restart
    resting result results retail retired return returned reveal review reward rhythm ribbon
    riboflavin ribs rice rich ride ridge riding rifle right rigid rimegepant ring ringing rings
    rinse ripe risen rising risk risks risky ritual river rizatriptan road roar roast robe robin
    robot robust rock rocket rode role roll roof room rooms root rope rose rotten rouge rough
    roughly round rounds route routine rove royal rubbing ruby rude rugby ruin rule ruler rules
    ruling running runny runs rural rush rust sack saddle sadly safe safety said sail sailing
    saint sake salad salary sale saliva salmon salon salt same sample sand sane sang sank
    saturday sauce sauna save saved saving savings saying says scale scalp scan scans scar scare
    scared scarf scaring scary scene scent schedule scheduled scheme school science scold scoop
    scope score scoring scorn scout scrap scream screen screens script scrub seal search season
    seat seating second seconds secret section sector secure sedation seed seeing seek seem
    seemed seems seen sees seize seizures select self sell seller selling send sending sends
    senior sense sensible sensitivity sent sentence separate september series serious serve
    server service session sessions sets setting settle settled settles seven seventeen
    seventies seventy sever several severe sewn shade shadow shake shaking shall shame shape
    shaping share sharing shark sharp shave shaving shed sheep sheer sheet shelf shell shes
    shift shifts shimmering shine shingles shining shiny ship shipping shirt shivery shock shoe
    shoes shoot shop shopping shore short shorter shot shots should shoulder shoulders shouldnt
    shout shove shoving show showed shower shown shows shrub shrug shut shutting sick sickness
    side sided sides siege sigh sighing sight sign signal signed signs silent silk silly silver
    simple simply since sing singer singing single sink sinus siren sister sisters site sites
    sits sitting sixteen sixty size skate sketch skill skim skin skip skipped skipping skirt
    skull slab slack slam slap slate slave sleek sleep sleeping sleepy sleet slept slice slid
    slide slight slightly slim slip slipping slit slope slot slow slowly slump slurred slurring
    smack small smaller smart smash smell smelling smells smile smiling smoke smoking smooth
    snack snail snake snap sneak sneezing snoring snow soap soar soccer social sock socket
    sodium sofa soft soil sold sole solely solid solve some somebody somehow someone something
    sometimes somewhere song sons soon sooner soot sore soreness sorry sort sorted sorting sorts
    soul sound sounding sounds soup sour source south space spade spare spark spasm spat speak
    speaking spear special specialist specialty speech speed spell spelling spend spending spent
    sperm spice spider spill spin spinal spine spinning spirit spite split splitting spoil spoke
    spoken spoon sport spot spots spray spread spreading spreads spring squad square squat stab
    stabbing stable stack staff stage stain stair stairs stake stale stalk stall stamp stamping
    stand standard standing star stare staring stark stars start started starting starts stash
    state statement states stating statue status stay stayed staying stays steady steak steal
    stealing steam steaming steel steep steer stem stent step stepping steps stern steroids stew
    stick stiff stiffness still sting stinging stir stirring stock stole stolen stomach stone
    stood stool stoop stop stopped stopping stops store storing stork storm story stout stove
    straight strain strand strange stranger strap straw stray stream street strength stress
    stressful stretch strict strictly strike striking string strings strip stroke stroking
    stroll strong stronger struck stubborn stuck student students studies studio study stuff
    stuffing stump stun stupid style submit substance success such sudden suddenly suffer
    suffered sufferer sugar suggest suggested suicide suit suitable sumatriptan summary summer
    summit sunday sunglasses sunny super supper supplement supplements supply support suppose
    supposed sure surely surf surge surgeon surgery surprise surprised survey suspect swallow
    swallowed swallowing swam swan swap swarm sway swears sweat sweating sweats sweep sweeping
    sweet swell swelled swelling swept swift swim swimming swing swinging switch switched
    switching swollen sword swung symbol symptoms syndrome syringe system table tablet tablets
    tackle take taken takes taking tale talent talk talked talking talks tall tame tank tape
    taper target taste tasting taxi teach teacher teaching team tear tearing tears tease
    teenager teens teeth tell telling tells telly temp temperature temple temples tempt tenant
    tend tender tends tennis tens tension tent term terms terrible terrified test tested testing
    tests texas text texting than thank thanks that thats thaw theft their them themselves then
    theory therapist therapy there theres these they theyve thick thief thigh thighs thin thing
    things think thinking thinks thinner thinners thinning thins third thirst thirteen thirties
    thirty this thorn those though thought thoughts thread threat three threw thrill throat
    throb throbbing throbs throne throng through throughout throw throwing thrown thumb thumping
    thursday thus thyroid tick ticked ticket ticking tide tidy tiger tight tiktok tile till tilt
    timber time times timing tingling tinted tiny tips tire tired tiredness tissue title
    tizanidine toast today todays toddler together toilet told tolerate toll tomb tomorrow tone
    tongue tonight tonights took tool tooth topamax topiramate tops torch tore torn total
    totally touch touches touching tough tour touring toward towel tower town toxic toxin toxins
    trace track tracking trade trail train trained training trait transfer transplant trap
    trapezius traps travel tray treat treated treating treatment treatments treats treaty tree
    trend trial trials tribe tricare trick tried tries trigeminal trigger triggers trim
    trimester trip triptan triptans trot trouble trout truck true truly trunk trust truth trying
    tube tuck tuesday tummy tumour tuna tune tunnel turf turkey turmeric turn turned turning
    turns tutor twelve twenties twenty twice twin twins twist tylenol type typical typing
    ubrelvy ulcer unable unbearable unchanged uncle under understand understood undo unfair
    union unique unit unite united units university unless unlike unlikely unsafe until unwell
    update upload upper upright upset upward urban urge urgent urine used useful useless uses
    using usual usually vacant vaccine vaccines vague vain valid valley valproate value vanish
    vanished vault veil vein vendor venlafaxine verapamil verb verse version vertigo very vessel
    vest vestibular veto vial vials victim video view viewer villa village vine violin virtue
    vision visit visiting visits visual vital vitamin vitamins vivid vocal vogue voice void
    volume vomit vomiting vote voting vowel vyepti wage waist wait waited waiting wake waking
    walk walked walker walking wall wallet wand wander want wanted wanting wants ward warfarin
    warm warming warmth warn warned warning wash washed washing wasnt wasp waste wasting watch
    watched watching water watering wave weak weaken weaker weakness wealth weapon wear wearing
    wears weary weather weave website websites wedding wedge wednesday weeding week weekend
    weekends weekly weeks weep weepy weigh weight weird well welling went wept were werent west
    weve whale what whatever whats wheat wheel wheelchair when whenever whens where wherever
    whether which while whip whiplash whirl whisk white whole whom whooshing whos whose wich
    wide widow width wife wifes wild will willing wind window wine wing wink winner winning
    winter wipe wiped wiping wire wisdom wise wish wishing with withdrawal within without wobbly
    woke wolf woman womb women wonder wondered wonderful wondering wont wood wooden wool woozy
    word wording words wore work worked worker working works world worm worn worried worries
    worry worrying worse worst worth worthy would wound wrap wrapping wrath wreck wrinkle
    wrinkles wrist write writer writing written wrong wrote xeomin yard yarn yawning year years
    yeast yell yellow yesterday yesterdays yield yoga young your yours youth youve zebra zero
    zigzag zigzags zofran zomig zone
"""
