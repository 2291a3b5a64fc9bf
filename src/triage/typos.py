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
        # Two mistakes are forgiven only behind the right first letter: "religious", "delirious".
        scored = [hit for hit in scored if hit[1] < 2 or hit[0][0] == word[0]]
        if not scored:
            return None
        return min(
            (found for found, _, _ in scored),
            key=lambda f: (
                OSA.distance(word, f),
                sorted(f) != sorted(word),  # letters in the wrong order before wrong letters
                f[0] != word[0],
                f[-1] != word[-1],
                f,
            ),
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
    bases = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(base in _ordinary or base + "e" in _ordinary for base in bases)


# Everyday words of four letters and more, so that none of them is taken for a misspelling.
_EVERYDAY = """
aback able abnormal about above abroad accept accident accidental account ache acid acne acre across
action acts actual adapt added adding addition additional address admin admit adopt adore adult
advance advice advil advise affect afford afraid after aftercare afternoon afterwards again against
aged agent ages agony agree ahead aide aimed aimovig airs aisle ajovy alarm album alcohol alcoholic
alert aleve alien alike alive allergic allergies allergy alley allow almost alone along alongside
aloud already alright also alter although altogether always among amount ample anaesthetic angel
anger angle angry ankle annoying another answer anti antibiotic antibodies antibody anxiety anxious
anybody anymore anyone anything anyway anywhere apart apparently appeal appetite apple appointment
appreciate approval approved appt april apron area arena arent argue arise arms arnica arose around
array arrive arrow arthritic arthritis article aside asked asking asks asleep aspirin asset
assistance assume asthma atogepant attack auction august aunt aura australia auth autumn average
avoid awake aware away awful babies baby back background baclofen bacon bacteria badge badly bake
balance bald ball band banging bank bare barn basal base basic basically basil basin batch bath
bathroom beach bead beam bean bear bearable beast beat beautician beauty because become beds bedtime
beef been beer bees before beforehand began begin beginning begs begun behalf behind being believe
bell below belt benadryl bench bend benefit bent berry beside best beta better between beyond bigger
bike bill bird birth birthday bite black bladder blade blame blank blast blaze bleak bled bleed
blend bless blind blink block blog blond blood bloom blow blown blue blunt blur blurred blurry board
boast boat body bolt bomb bone bonus book boom booster boot booth booze bored born borrow boss both
botox bottle botulinum botulism botx bought bound bout bowel bowl boyfriend braces brain brake
branch brand brave bread break breakfast breast breastfed breath breathe breathless breeze brew
brick bride brief bright brightness bring broad broke broken broom broth brought brow brown bruise
brush bubble bucket budget build built bull bump bunch bundle burden bureau burn burnt burst bush
busy butter button buyer cabin cable cafe caffeine cage cake calendar calf call calm came camp canal
cancel cancelled cancer candesartan candidate candle candy cane cannot cant cape capital capsules
carbon care careful cargo carpet carried carry cart carve case cash cast castle catch category
cattle caught cause cave cedar ceiling celebrate celebrex cell cent centre cereal cerebral certain
certification cgrp chain chair chalk champ chance change chant chaos chapel charge charm chart chase
chat cheap check cheek cheer cheerful cheese chef chemist cherry chess chest chew chicken chief
child children chill chin chip chiropractor chocking chocolate choice choir choke choose chop chore
chose chosen christmas chronic chunk church cigna circle cite civil claim clamp clap clash class
clay clean clear cleft clench clerk click cliff climb clinic clinical clock close closet cloth cloud
clown club clue clumsy cluster coach coal coast coastal coat code codeine coffee coil coin
coincidence coke cola cold collar colleague collect collection college colon column comb combat
combination combined come comic common company compare complaining complaints complete compression
computer conceive conception concern concussion condition conference confession confirm confused
confusion connection conscious consent consider constant constipation constitution construction
consult consultant contact contain continue contraction contrast control controlled convention
convinced cook cool copay cope copper coral core corn correct correction cosmetic cost cotton couch
cough could couldnt count couple course court cousin cover covid coward crab crack craft cramps
crane crash crawl crazy cream credit creek creep crept crew crib cried crime crisis crisp crop cross
crowd crowing crown crows crude cruel crush crust crutch crying cube cuff cupboard curb cure curious
curl curse curtain curve custom cycle cyst daft daily dairy daisy damage dance danger dangerous dank
dare dark dash data date daughter dawn days dead deadliest deadline deaf deal dealt dean dear death
debate debit debt decade decaf decay december decent decide decision deck deductible deed deep deer
defeat defend define definitely degree delay delivery demand demo denial denied dental dentist
denver depakote department depend deposit depot depressed depression depth describe desert design
desire desk detail detection device diabetic diagnosed diagnosis dial diary dice diclofenac didnt
died diet differ difference different dine dinner direct direction director dirt disability disc
discharge discussion disease dish disorder ditch dive division divorce dizziness dizzy dock doctor
does doesnt doing doll dollar dolor dome donation done donor dont door dorm dose dots double doubt
dough dove down doze dozen draft drag dragon drain drama dramatic drank draw drawn dread dreadful
dream dress dried drift drill drink drip drive droop drop dropped dropping drove drown drowsy drug
drum drunk dual duck duct dull dumb dummy dump dune dung duration during dusk dust duty dyed dysport
each eager eagle earlier early earn ears earth ease easier easily east eastern eater eating eats
echo edge edit editor education effect effective effort eggs eight eighteen eighth eighties either
ejection elbow elder elect election eletriptan elevation eleven eligible eliquis elite else email
emerge emergency emgality emotional empire employ empty enable ended ends energy engage engine
english enjoy enough ensure enter entire entry epidural episodic equal equity error escape essay
estate estrogen ethnic evade even event ever everybody everyone everything everywhere evidence exact
exam example excedrin exceed excellent except exception excess excreted excuse exemption exercise
exhausted exist exit expand expansion expect experience expert explain explosion export expression
extend extension extent extra eyebrow eyelid eyes eyesight fable fabric face facebook facial
facility fact factor fade fail faint fair faith fake fall false fame familiar family famous fancy
farm fashion fast fatal fate father fatigue fatter fault favor fear feast feather feature february
feed feel feet fell fellow felt female fence fend fern fertility fever feverfew fewer fiber field
fiery fifteen fifth fifty fight figure file fill film filter final fine finger finish fioricet fire
firm first fish fist five fixed fizzy flag flair flake flame flank flap flash flask flat flavor flaw
flea fleet flesh flew flicked flies flight fling flip flipping float flock flood floor flop floppy
floral floss flour flow flown fluid flush flute flying fmla foam focal focus foggy fold folk follow
fond font food fool foot football force forehead foreign forest forever forge forget forgot fork
form formal format fort forth fortnight fortune forum forward foster fought foul found foundation
four fourteen fourth fraction frail frame frank free freedom freeze french frequent fresh friday
fridge friend fries fright frightened frog from front frost frown froze frozen fruit fuel full
function fund funny further fury fuse future fuzzy gabapentin gain game gang gaps garage garden
garlic gasp gate gather gave gaze gear gender gene general gentle germ gets getting ghost giant gift
ginger ginkgo girl give given glad glance glare glass glaucoma global globe gloom glory glove glow
glue goal goat goes going gold golden golf gone gonna good goop goose gown grab grace grade
graduation grain gram gran grandmother grant grape graph grasp grass grateful grave gravity gray
great greed green greet grew grey grief grill grin grip groan groom gross ground group grove grow
growl grown growth guard guess guest guide guilt guitar gulf guys habit hadnt hail hair hairdresser
hairline hale half halfway hall halt hand handle hang hangover happen happy hard harm harmful
harmless harsh hasnt haste hate haul have havent hawk hazy head headache headrest heal health heap
hear heart heartbeat heat heavy heel height heir held hell hello helmet help helpful hence here hero
herself hesitation hidden hide high hike hill himself hint hire history hits hitting hives hobby
hole holiday home honest honey hood hook hope hopping hormone horn horrified horror horse hose
hospital host hotel hour house hover however howl huge human humor humour hundred hunger hungover
hunt hurry hurt husband hydration hype ibuprofen idea ideal identity idle idol illness image
imitation imitrex immediate immune impact impatient import impression improve improvement inbetween
inch include income indeed indefinitely index infected infection inflection information infrequent
infusion inhibits inject injection injector injury inner input inside inspection instead instruction
instructor insurance insurer intend intensive intent intention interact interaction interfere
internet interpret interval into introduction invention invest invitation iron irritation island
isnt issue itch item itself jabs jacket jail january jean jelly jest jewel jobs join joint joke
jolly juice july jump junction june junior junk jury just keen keep kept kick kidney kids kill kilos
kind kinda kindness king kiss kitchen kite knee kneel knelt knew knife knit knob knock knot know
known label labor lace lack ladder lads lady lager laid lake lamb lame lamp lane large laser lash
last late latest latex latter laugh laughter launch lawn lawyer layer lazy lead leaf leaflet league
leak lean leap learn learnt lease least leather leave left legacy legend legs lemon lend length lens
less lesson letter level lever liar lice licensed lidocaine lids life lift light like lily limb lime
limit limitation limp line link lion lips liquid list listen listless little live load loaf loan
lobby local location lock lodge logic lonely long look loop loose lord lorry lose lost lots loud
lounge love lower loyal luck lumbar lump lunar lunch lunchtime lung lure luxury lying machine made
magic magnesium maid mail main major make makeup male mall malt manage manner manual many march
margin marine mark market married mash mask mass massage masseter match mate math matter mature
maxalt maximum maybe mayor meal mean meant meantime meat medal media medicaid medical medicare
medication medicine meditation medium meds meet melon melt member memory menopausal menopause
menstrual mental mention menu mercy mere merge merit merry mess message metal meter method mice
middle midst midwife might migraine mile milk mill mine mini minimum minor mint minus minute mirror
miss mission mist mistake mite mitten mixed mixing mobile mode modern modest moist mole moment
monday money monoxide month mood moon moral more morning moss most moth motion motor mount mouse
mouth mouthful move movement movie much muddled mule multiple mums murder muscle muse museum music
must mutual myasthenia myself nail naked name naproxen naratriptan narrow nasal nasty nation native
natural nature nausea navy near nearby neat necessary neck need needle neighbour neither nephew
nerve nervous nest neuralgia neurologist never newborn newer newest news next nice niece night nine
nineteen nineties nite noble nobody noise none nonsense noon normal north nose note nothing notice
notion novel november nowadays nowhere nsaids nuisance numb numbness nurse nurtec nylon oasis oath
obey object objection obtain occipital occur ocean oclock october odds offer office official often
ohio oily okay older olive omega once ones onion online only onset onto open opera operation opinion
optic optician option oral orange orbit order ordinarily ordinary organ origin other otherwise ought
ounce outer output outside oval oven over overnight overuse owed owner oxygen pace pack page paid
pain painful painkiller paint pair palace pale pallet palm panel panic pant paper paperwork
paracetamol parent park part particular partner pass passion past paste patch patent path patient
pattern pause pave paying payment pays peace peacefully peach peak pear pearl peas peed peel peer
penicillin pens pension people pepper percent perch perfect perfume perhaps peril perimenopausal
period permanent permission person pest petal pharmacist pharmacy phase phone photo phrase physical
physician physio piano pick pickle picture pier pill pillow pilot pinch pine pink pint pipe pitch
pity pizza place placebo placement plain plan plane planet planned planning plant plate play plea
please pleat pledge plenty plot pluck plug plugging plum plus pocket poem poet poetry point poison
poker polar pole police polish polite pond pony pool poor pork port portable portal portion pose
position positive possession possible post postal pound pour powder power practice practise praise
pray precision prefer preferably pregnancy pregnant prepare prescribed present press pressure pretty
prevent prevention preventive previous price prick pride primary prime prince print prior prism
prison private prize probably probe problem procedure product production profession profit program
project prompt prone proof proper propranolol pros protection protocol proud prove provision public
puffy pull pulse pump punch puncture pupil puppy pure purple purse pursue push puss putting puzzle
quack quail qualify quarter queen query quest question queue quick quiet quilt quit quite quitting
qulipta quota quote rabbit race rack racket radar radiating radio rage raid rail rain raise rally
ramp ranch random rang range rank rapid rare rash rate rather ratio ration reach react reaction read
real realise realistic rear reason reasonable rebel rebound recall receipt received recent recipe
recognised recommend record recovered recurrent redness reduce reduction reed refer referral
referred refill reform refuse regard regret regular regulator reign reject rejection relate relation
relax relaxants relay release relevant relic relief religious rely remain remark remember remind
remote remove renal renew rent rental repair repeat replacement reply report request reschedule
rescue research reset residency resident resist resort respond rest restart result retail retina
retired return reveal review reward rhythm ribbon riboflavin ribs rice rich ride ridge rifle right
rigid rimegepant ring rink rinse ripe risen rising risk rite ritual river rizatriptan road roar
roast robe robin robot robust rock rocket rode role roll roof room root rope rose rotten rouge rough
round route routine rove royal rubs ruby rude rugby ruin rule rung running runny runs rural rush
rust sack saddle sadly safe safety said sail saint sake salad salary sale salmon salon salt same
sample sanction sane sang sank saturday sauce sauna save saying says scale scalp scan scar scare
scarf scene scent schedule scheme school scold scoop scope score scorn scout scrap scream screen
script scrub seal search season seasonal seat second secret section sector secure sedation seed
seeing seek seem seen sees seize seizures select selection self sell semen send senior sense
sensible sensitivity sent sentence sept september series serious serve service session sets setting
settle seven seventeen seventies seventy sever several severe severity sewn shade shadow shake shall
shame shape share shark sharp shave shed sheep sheer sheet shelf shell shes shift shimmering shine
shingles ship shipping shirt shivery shock shoe shoot shop shopping shore short shortens shortest
shot should shouldnt shout shove show shown shrub shrug shunt shut shutting sick sickness side siege
sigh sight sign signal silent silk silly silver simple since sing single sink sinus siren sister
site sitting situation sixteen sixty size skate skeptic sketch skill skim skin skip skipped skirt
skull slab slack slam slap slate slave sleek sleep sleet slept slice slid slide slight slim slimmer
slip slipping slit slope slot slow slump smack small smallest smart smash smear smell smile smoke
smooth snack snail snake snap snappy sneak sneezing snore snort snow soap soar soccer social sock
socket soda sodium sofa soft soften soil sole solid solve some somebody somehow someone something
sometimes somewhere song soon soot sore soreness sorry sort soul sound soup sour source south space
spade span spare spark spasm spat speak spear special specialist specialty speech speed spell spend
spent sperm spice spider spill spin spinal spine spinning spirit spite splint split splitting spoil
spoke spoken spoon sport spot spray spread spring squad square squat stab stable stack staff stage
stain stair stake stale stalk stall stamp stand standard star stare stark start stash state
statement station statue stay steadier steady steak steal steam steel steep steer stem step stepping
stern steroids stew stick stiff stiffness still sting stir stirring stock stole stolen stomach stone
stood stool stoop stop stopped stopping store stork storm stout stove straight strain strand strange
strap straw stray stream street strength stress stretch strict strike string strip stroke stroll
strong struck stuck student studies studio study stuff stump stun stung stupid style submit succeeds
success such suction sudden suffer sugar suggest suit suitable sumatriptan summer summit sunday
sunny super supper supplement supplier supply support suppose sure surf surge surgeon surgery
surprised survey survivor suspect swab swallow swam swan swap swarm sway swears sweat sweep sweet
swell swept swift swim swimmer swimming swing switch swollen sword sworn swung symbol symmetrical
symptoms syndrome system table tablet tackle tail take taken tale talent talk tall tame tank tape
target taste taught taxi teach team tear tease teenager teens teeth tell temp temperature temple
tempo temporary tempt tenant tend tennis tens tension tent term terrible test testicular text thai
than thank that thaw theft their them themselves then theory therapist therapy there thermal these
they theyve thick thief thigh thin thing think thinner third thirst thirteen thirties thirty this
thorn thorough those though thought thread threat three threw thrill throat throbbing throne throng
through throughout throw thrown thumb thursday thus thyroid tick ticket tide tiger tight tiktok tile
till tilt timber time tingling tint tiny tips tire tiredness tissue title toast today toddler
together toilet told toll tomb tomorrow tone tongue tonight took tool tooth topamax topiramate torch
tore torn toss total touch tough tour toward towel tower town toxic toxin trace track traction trade
trail train trait transplant transport trap trapezius travel tray treat treatment tree trek trend
trial tribe trick tried tries trigger trim trimester trip triptan trot trouble trough trout truck
true trunk trust truth trying tube tuck tuesday tuna tune tunnel turf turkey turn tutor tweak tweet
twelve twenties twenty twice twin twist twitchy tylenol type typical uber ubrelvy ulcer unable
unbearable unbroken uncle under understand understood undo unfair union unique unit unite university
unless unlike unsafe until update upper upright upset upward urban urge urgent urologist used useful
useless uses using usual vacant vacation vaccine vague vain valid valley valproate value vanish vape
variation vault vegan veil vein vendor venlafaxine verapamil verb verse version vertigo very vessel
vest vestibular veto vial vibration victim video view villa vine violation violin virtue vision
visit visitation visual vital vitamin vivid vocal vogue voice void volume vomit vote vowel vyepti
wage waist wait wake walk wall wallet wand want ward warfarin warm warmth warn wart wary wash wasnt
wasp waste watch water wave weak weaken weakness wealth weapon wear weather weave website wedding
wedge wednesday weeding week weekend weep weigh weight weird well wellness went wept were werent
west weve whale what whatever whatsoever wheat wheel when whenever where wherever whether which
while whip whiplash whirl whisk white whole whom whos whose wich wide widow width wife wild will
willow wimp window wine wing wink winner winning winter wipe wire wisdom wise wish with withdrawal
within without wobbly woke wolf woman womb women wonder wonderful wont wood wooden wool wore work
world worm worn worried worry worse worst worth would wound wrap wrapping wrath wreck wren wrinkle
wrist write written wrong wrote xeomin yard yarn yawning yeah year yeast yell yellow yesterday yield
yoga york young youngest your youth youve zaps zebra zigzag zofran zomig zone
"""
