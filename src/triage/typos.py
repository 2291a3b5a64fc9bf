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
        close = [hit for hit in scored if hit[1] < 2 or hit[0][0] == word[0]]
        if not close:
            return None
        if len(close) == 1:
            return close[0][0]
        letters = sorted(word)
        return min(
            close,
            key=lambda hit: (
                hit[1],
                sorted(hit[0]) != letters,  # letters in the wrong order before wrong letters
                hit[0][0] != word[0],
                hit[0][-1] != word[-1],
                hit[0],
            ),
        )[0]

    def _candidates(self, word: str, mistakes: int) -> list[str]:
        """Known words of about the length that share the first or the last letter."""
        if self._buckets is None:
            buckets: dict[tuple[str, int], list[str]] = {}
            for known in self._known:
                if len(known) >= _SHORTEST:
                    for place in ("^" + known[0], "$" + known[-1]):
                        buckets.setdefault((place, len(known)), []).append(known)
            self._buckets = buckets
        found: dict[str, None] = {}
        for length in range(len(word) - mistakes, len(word) + mistakes + 1):
            for place in ("^" + word[0], "$" + word[-1]):
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
aback abdomen able abnormal about above abroad accept accident accidental account ache acre across
action acts actually adapt added adding addition additional address admit adopt adore adult advance
advice advil advise affect afraid after afternoon afterwards again against agent ages agree ahead
aide aimed aimovig airs aisle ajovy alarm album alcohol alcoholic alert aleve alien alike alive
allergic allergies allergy alley allow almost alone along aloud already alright also alter although
altogether always among amount ample anaesthetic angel anger angle angry ankle another answer anti
antibiotics anxiety anxious anybody anymore anyone anything anyway anywhere apart appeal apple
appointment approval approved appt april apron area arena arent argue arise arms arose around array
arrow arthritic arthritis article aside asked asking asks asleep aspirin asset attack auction august
aunt aura auth autumn avoid awake aware away awful babies baby back background bacon bacteria badge
badly bake band banging bank bare barn basal base basic basil basin batch bathing bathroom beach
bead beam bean bear beast beat beauty because become beds bedtime beef been beer bees before
beforehand began begin beginning begs behalf behind being believe bell below belt bench bend benefit
bent berry beside best beta better between bigger bike bill bird birth birthday bite black bladder
blade blame blank blast blaze bleak bled bleed blend bless blind blink block blond blood bloom blown
blows blue blunt blur blurry board boast boat body bolt bomb bone bonus book boom booster boot booth
booze bored born borrow boss both botox bottle botulinum botulism botx bought bound bout bowel bowl
boyfriend braces brain brake branch brand brave bread break breakfast breast breastfed breath
breathe breeze brew brick bride brief bright brightness bring broad broken broom broth brought brow
brown bruise brush bubble bucket budget build built bull bumper bumps bunch bundle burden bureau
burn burnt burst bush busy butter button buyer cabin cable cafe caffeine cage cake calendar calf
call calm came camp canal cancel cancelled cancer candesartan candle candy cane cannot cant cape
capital carbon care careful cargo carpet carry cart carve case cash cast castle catch category
cattle caught cause cave cedar celebrate cell cent centre cereal cerebral certain certification cgrp
chain chair chalk champ chance change chant chaos chapel charge charm chart chase chat cheap check
cheek cheer cheese chef chemist cherry chess chest chew chicken chief child children chill chin chip
chiropractor chocking choice choir choke choose chop chore chose chosen christmas chronic chunk
church circle cite civil claim clamp clap class clay clean clear cleft clerk click cliff climb
clinic clinical clock close closet cloth cloud clown club clue clumsy cluster coach coal coast
coastal coat code coffee coil coin coke cola cold collar colleague collection college colon column
comb combat combined come comic commit committed common company completely compression conceive
condition conference confession confirm confused confusion connection conscious consent consider
constant constipation constitution construction consultant contact continue contraction contrast
control convention cook cool copay cope copper coral core corn correct correction cosmetic cost
cotton couch cough could couldnt count couple course court cousin cover covid coward crab crack
craft crane crash crawl crazy cream credit creek creep crept crew crib crime crisis crisp crop cross
crowd crowing crows crude cruel crush crust crutch crying cube cuff curb cure curious curl curse
curtain curve custom cycle cyst daily dairy daisy damage dance danger dangerous dank dare dark dash
data date daughter dawn days dead deadliest deadline deaf deal dealt dean dear death debate debit
debt decade decaf decay december decent decide decision deck deductible deed deep deer defeat defend
define degree delay demand demo denial denied dental dentist depakote depend deposit depot
depression depth desert design desire desk detail detection device diabetic diagnosed dial diary
dice didnt diet differ difference different dine dinner direct direction director dirt discussion
disease dish ditch dive division dizziness dizzy dock doctor does doesnt doing doll dollar dolor
dome donation done donor dont door dorm dose dots double doubt dough dove down doze dozen draft drag
dragon drain drama dramatic drank draw drawn dread dreadful dream dress dried drift drill drink drip
drive droop drop dropped dropping drove drown drug drum dual duck duct dull dumb dummy dump dune
dung during dusk dust duty dyed dysport each eager eagle earlier early earn ears earth ease easier
easily east eastern eater eating eats echo edit editor education effect effective effort eggs eight
eighteen eighth either ejection elbow elder elect election eletriptan elevation eleven elite else
email emerge emergency emgality emotional empire employ empty enable ended ends engage engine
english enjoy enough ensure enter entire entry epidural episodic equal equity error escape essay
estate ethnic evade even event ever everybody everyone everything evidence exact excedrin exceed
except exception excess excreted exemption exercise exist exit expand expansion expect experience
expert explain explosion export expression extend extension extent extra eyebrow eyelid eyes
eyesight fable fabric face facility fact factor fade fail faint fairly fairy faith fake fall false
fame familiar family famous fancy farm fashion fast fatal fate father fatter fault favor fear feast
feather feature february feed feel feet fell fellow felt female fence fend fern fertility fever
fewer fiber field fiery fifteen fifth fifty fight figure file fill film filter finally fine finger
finish fire firm first fish fist five fizzy flag flair flake flame flank flap flash flask flat
flavor flaw flea fleet flesh flew flicked flies flight fling flip flipping float flock flood floor
flop floppy floral floss flour flow flown fluid flush flute flying foam focal focus foggy fold folk
follow fond font food fool foot force forehead foreign forest forever forge forget forgot fork form
formal format fort forth fortnight fortune forum forward foster fought foul found four fourteen
fourth fraction frail frame frank free freedom freeze french frequent fresh friday fridge friend
fries fright frog from front frost frown froze frozen fruit fuel full function fund funny fury fuse
future fuzzy gain game gang gaps garage garden garlic gasp gate gather gave gaze gear gender gene
general gentle germ gets getting ghost giant gift ginger girl give given glad glance glare glass
global globe gloom glory glove glow glue goal goat goes going gold golden golf gone good goop goose
gown grab grace grade graduation grain gram grand grandmother grant grape graph grasp grass grateful
grave gravity gray great greed green greet grew grief grill grin grip groan groom gross ground group
grove grow growl growth guard guess guest guide guilt guitar gulf habit hail hair hairline hale half
hall halt hand handle hang happen happy hard harm harmless harsh hasnt haste hate haul have havent
hawk hazy head headache headrest heal health heap hear heart heat heavy heel height heir hell hello
helmet help hence here hero herself hesitation hidden hide high hike hill hint hire history hits
hitting hives hobby hole holiday home honest honey hood hook hope hopping hormone horn horrified
horror horse hose hospital host hotel hour house hover however howl huge human humor humour hundred
hunger hungover hunt hurry hurt husband hydration hype ibuprofen idea ideal identity idle idol image
imitation imitrex immediate impact impatient import impression improve improvement inbetween inch
included income indeed indefinitely index infected infection inflection information infrequent
inhibits inject injection injector injury inner input inside inspection instead instruction
instructor insurance insurer intend intensive intent intention interact interfere internet interpret
into introduction invention invest invitation iron irritation island isnt issue itch item itself
jabs jacket jail january jean jelly jest jewel join joint joke jolly juice july jump junction june
junior junk jury just keen keep kept kick kidney kids kill kind kindness king kiss kitchen kite knee
kneel knelt knew knife knit knob knock knot know known label labor lace lack ladder lads lady lager
laid lake lamb lame lamp lane large laser lash last late latest latex latter laugh laughter launch
lawn lawyer layer lazy lead leaf leaflet league leak lean leap learn learnt lease least leather
leave left legacy legend legs lemon lend length lens less lesson letter lever liar lice lids life
lift light like lily limb lime limit limitation limp line link lion lips liquid list listen listless
little live load loaf loan lobby local location lock lodge logic lonely long look loop loose lord
lorry lose lost loud lounge love lower loyal luck lump lunar lunch lung lure luxury lying made magic
magnesium maid mail main major make makeup male mall malt manage manner manual many march margin
marine mark market married mash mask mass massage match mate math matter mature maxalt maybe mayor
meal mean meant meantime meat medal media medical medicare medication medicine meditation medium
meds meeting melon melt member memory menopausal menopause menstrual mental mention menu mercy mere
merge merit merry mess message metal meter method mice middle midst midwife might migraine mile milk
mill mine minimum mint minus minute mirror miss mission mist mite mitten mixing mobile mode modern
modest moist mole moment monday money monoxide month mood moon moral more morning moss most moth
motion motor mount mouse mouth mouthful move movie much mule mums murder muscle muse museum music
must mutual myself nail naked name naproxen narrow nation native nature nausea navy near nearby neat
neck need needle neighbour neither nephew nerve nervous nest neurologist never newer newest news
next nicely niece night nine nineteen nite noble nobody noise none noon normal north nose note
nothing notice notion novel number numbing nurse nurtec nylon oasis oath obey object objection
obtain occipital ocean october odds offer office often oily okay older olive once ones onion online
only onset open opera operation optician option oral orange orbit order ordinarily ordinary organ
origin other otherwise ought ounce outer output outside oval oven over overuse owed owner oxygen
pace pack page paid pain painful painkillers paint pair palace pale pallet palm panel panic pant
paper paperwork paracetamol parent park part particular partner pass passion past paste patch patent
path patient pattern pause pave paying peace peacefully peach peak pear pearl peas peel peer pens
pension people pepper percent perch perfect perhaps peril perimenopausal period permanent permission
person pest petal pharmacist pharmacy phase phone photo phrase physical physician physio piano pick
pickle picture pier pill pillow pilot pinch pine pink pint pipe pitch pity pizza place placement
plain plan plane planet planning plant plate play plea please pleat pledge plenty plot pluck plug
plugging plum plus pocket poem poet poetry point poison poker polar pole police polish polite pond
pony pool poor pork port portable portal portion pose positive possession possible post postal pound
pour powder power practice practise praise pray precision prefer preferably pregnancy pregnant
prescribed present press pressure pretty prevent prevention preventive previous price prick pride
prime prince print prior prism prison prize probably probe problem procedure product production
profession profit prompt prone proof proper propranolol pros protection proud prove provision public
pulling pulse pump punch puncture pupil puppy pure purple purse pursue push puss putting puzzle
quack quail qualify quarter queen query quest question queue quick quiet quilt quit quite qulipta
quota quote rabbit race rack racket radar radiating radio rage raid rail rain raise rally ramp ranch
random range rank rapid rarely rash rate rather ratio ration reach react reaction read real
realistic rear reason rebel rebound recall recent recipe recommend record recurrent redness reduce
reduction reed refer referral referred reform refuse regard regret regular regulator reign reject
rejection relate relation relax relay relevant relic relief religious rely remain remark remember
remind remote remove renal rent rental repair repeat reply report request reschedule rescue reset
residency resident resist resort respond rest result retail retina retired return reveal review
reward rhythm ribbon rice rich ride ridge rifle right rigid ring rink rinse ripe risen rising risk
rite ritual river rizatriptan road roar roast robe robin robot robust rock rocket rode role roll
roof room root rope rose rotten rouge rough round route rove royal rubs ruby rude rugby ruin rule
rung running runs rural rush rust sack saddle sadly safe safety said sail saint sake salad salary
sale salmon salon same sample sanction sane sang sank saturday sauce sauna save saying says scale
scalp scan scar scare scarf scene scent schedule scheme school scold scoop scope score scorn scout
scrap scream screen scrub seal search season seasonal seat second secret section sector secure
sedation seed seeing seek seem seen seize select selection self sell semen send senior sense
sensible sensitivity sent sept september series serious serve session setting settle seven seventeen
sever several severe severity sewn shade shadow shake shall shame shape share shark sharp shave shed
sheep sheer sheet shelf shell shes shift shine shingles ship shipping shirt shock shoe shoot shop
shopping shore short shortens shortest shot should shouldnt shout shove show shrub shrug shunt shut
shutting sick sickness side siege sigh sight sign signal silent silk silly silver simple since sing
single sink sinus siren sister site sitting situation sixteen size skate skeptic sketch skill skim
skin skip skipped skirt skull slab slack slam slap slate slave sleek sleep sleet slept slice slide
slight slim slimmer slip slipping slit slope slot slow slump smack small smallest smart smash smear
smell smile smoke smooth snack snail snake snap snappy sneak snore snort snow soap soar soccer
social sock socket soda sodium sofa soft soften soil sole solid solve some somebody someone
something sometimes song soon soot sore soreness sorry sort soul sound soup sour source south space
spade span spare spark spat speak spear special specialist speech speed spell spend spent sperm
spice spider spill spin spine spirit spite splint split spoil spoke spoken spoon sport spot spray
spread spring squad square squat stab stable stack staff stage stain stair stake stale stalk stall
stamp stand standard star stare stark start stash state station statue stay steadier steady steak
steal steam steel steep steer stem step stepping stern stew stiff still sting stir stirring stock
stole stolen stomach stone stood stool stoop stop stopped stopping store stork storm stout stove
straight strain strand strange strap straw stray stream street strength stress strict strike string
strip stroke stroll strong struck stuck student studies studio study stuff stump stun stung stupid
style submit succeeds success such suction sudden suffer sugar suggest suit suitable sumatriptan
summer summit sunday sunny super supper supplements supplier supply support supposed sure surf surge
surgeon surgery survey survivor swab swallow swam swan swap swarm sway swears sweat sweep sweet
swell swept swift swim swimmer swimming swing switch swollen sword sworn swung symbol symmetrical
symptoms system tablet tackle tail take taken tale talent talk tall tame tank tape target taste
taught teach team tear tease teens teeth tell temperature temple tempo temporary tempt tenant tend
tennis tens tension tent term test testicular text thai than thank that thaw theft their them
themselves then theory therapy there thermal these they theyve thick thief thigh thin thing think
thinner third thirst thirty this thorn thorough those though thought thread threat three threw
thrill throat throbbing throne throng through throughout throwing thrown thumb thursday thus thyroid
tick ticket tide tiger tight tile till tilt timber time tingling tint tiny tire tiredness tissue
title toast today toddler together toilet told toll tomb tomorrow tone tongue tonight took tool
tooth topamax topiramate torch tore torn toss total touch tough tour toward towel tower town toxic
toxin trace track traction trade trail train trait transport trap travel tray treat treatment tree
trek trend trial tribe trick tried trigger trim trimester trip triptan trot trouble trough trout
truck true trunk trust truth trying tube tuck tuesday tuna tune tunnel turf turkey turn tutor tweak
tweet twelve twenty twice twin twist twitchy tylenol type typical uber ubrelvy ulcer unable
unbearable unbroken uncle under understand unfair union unique unit unite unless unlike until update
upper upright upset upward urban urge urgent urologist used useful uses using usual vacant vacation
vaccine vague vain valid valley valproate value vape variation vault vegan veil vein vendor
verapamil verb verre verse version vertigo very vessel vest vestibular veto vial vibration victim
view villa vine violation violin virtue vision visit visitation visual vital vitamin vivid vocal
vogue voice void volume vomiting vote vowel vyepti wage waist wait wake walk wall wallet wand want
ward warm warmth warn wart wary wash wasnt wasp waste watch water wave weak weaken weakness wealth
weapon wear weather weave website wedding wedge wednesday weeding week weekend weep weigh weight
weird well wellness went wept were west weve whale what whatever whatsoever wheat wheel when
whenever where wherever whether which while whip whirl whisk white whole whom whos wide widow width
wife wild will willow wimp window wine wing wink winner winning winter wipe wire wisdom wise wish
with within without wobbly woke wolf woman womb women wonder wont wood wooden wool wore work world
worm worn worried worry worse worst worth would wound wrap wrapping wrath wreck wren wrinkle wrist
write written wrong wrote xeomin yard yarn yeah year yeast yell yellow yesterday yield yoga york
young youngest your youth youve zaps zebra zone chuffed overdo overdone overdoing smolder
smoldering smoulder smouldering dysplasia windex panto invent invented creak
"""
