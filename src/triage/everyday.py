"""Everyday words of four letters and more, so that none of them is taken for a misspelling."""

from __future__ import annotations

EVERYDAY = """
aback abdomen abide able abnormal abort about above abroad abruptly accept accident accidental
account ache acre across action acts actually adapt added adding addition additional address
adjuster admin admire admit adopt adore adult advance advice advil advise aesthetic aesthetics
affect afraid after afternoon afterwards again against agent ages agree ahead aide aimed aiming
aimovig airplane airs aisle ajovy alan alarm album alcohol alcoholic alert aleve alien alike alive
allay allergic allergies allergist allergists allergy alley allow almost aloe alone along alot aloud
already alright also alter although altogether always among amount ample amused anaesthesia
anaesthetic ancestry angel anger angle angry ankle another answer anti antibiotics anxiety anxious
anybody anymore anyone anything anyway anywhere apart appeal apple appointment approval approved
appt april apron arched arches area arena arent argue arise arms arose around array arrow arthritic
arthritis article ashamed aside asked asking asks asleep aspirin asset athens attach attached attack
auction august aunt aura auth authorise authorised authorises autumn avoid await awake aware away
awful awkwardly babies baby back background bacon bacteria bacterium badge badly bake bald balding
ballet band banging banister bank banned bare barge bark barked barking barn barren barrett basal
base baseline basic basil basin batch bathing bathrobe bathroom batted beach bead beam bean bear
beast beat beaten beauty because become beds bedside bedtime beef been beer bees beet before
beforehand began begin beginning begs behalf behind being believe bell below belt bench bend benefit
bent berry beside best beta better between beware bible bigger bike bill bind binder binds binned
birch bird birth birthday bite bitterly black bladder blade blame bland blank blanket blast blaze
bleak bled bleed blend bless blind blink block blockade blond blood bloom blot blown blows blue
blunt blur blurry board boast boat bobby body boise bold bolt bomb bone bonus boob book boom booster
boot booth booze border bore bored born borrow boss botched both botox bottle botulinum botulism
botx bought bound bout bowel bowl boxes boyfriend braces brags braids brain brake branch brand brave
bread break breakfast breast breastfed breastfeed breath breathe breed breeze brew brick bride brief
bright brightness bring broad broken broom broth brought brow brown bruise brush bubble bucket
budget buds build built bull bumper bumps bunch bundle bung bunk burden bureau buried burn burnt
burst bush busy butter button buyer buzzes buzzing cabin cable cafe caffeine cage cake calendar calf
call calm calories calves came camels camp canal cancel cancelled cancer candesartan candle candy
cane cannot cant cape capital carbon care careful cargo carnivore carpet carriage carrier carriers
carry cart cartons carve case cash cast castle catch category cater cattle caught cause cave cedar
celebrate cell cello cent centre cereal cerebral certain certification cgrp chain chair chalk champ
chance change chant chaos chap chapel charge charm chart chase chat cheap cheating check cheek cheer
cheese chef chemist cherry chess chest chew chicken chief child children chill chilli chin chip
chipped chiropractor chocking choice choir choke choose chop chore chose chosen christmas chronic
chuckled chuffed chunk church circle cite civil claim clamp clap clarinet clash clashes class clay
clean clear cleft clerk click cliff climate climb clinic clinical clink clip clippers clock close
closest closet closure cloth cloud clove clown club clue clumps clumsy cluster coach coal coast
coastal coat code coffee coil coin coke cola cold collar colleague collection college colon column
comb combat combined combo come comic commit committed common companies company complete completed
completely compliance compress compression conceive concentrator concentric concert condition
conference confession confirm confused confusion connection conscious consent consider consonants
constant constipation constitution construction consultant consumer contact containing contains
continue contraction contracture contrast control controlled convention cook cool copay cope copper
coral cords core cork corn cornea coroner correct correction correlate cosmetic cost cotton couch
cough could couldnt count couple course court cousin cover covid coward cows cpap crab crack cradle
craft crane cranky crash crawl crazy creak cream creases credit creek creep crept crew crib cries
crime crisis crisp crop cross crowd crowing crows crude cruel cruise crumble crunching crush crust
crutch crying cube cuff curb cure curious curl curry curse curtain curve custom cycle cyst dabbing
daily dairy daisy damage dance danger dangerous dank dare dark dash data date daughter dave dawn
days daze dead deadliest deadline deaf deal dealt dean dear death debate debit debt decade decaf
decay deceased december decent decide decision deck decree deductible deed deep deer defeat defect
defects defend define definite degree delay delicate demand demo denial denied dense dental dentist
depakote depend deposit depot depression dept depth derived derm desert design desire desk detached
detail detection detectives device diabetic diagnosed diagnostic dial diary dice didnt diet differ
difference different digestion dine dinner dipped dips direct direction director dirt discussion
disease dish dispense dissection ditch dive division dizziness dizzy dock doctor dodge does doesnt
doing doll dollar dolor dome donation done donor dont door dorm dose dots double doubt dough dove
down doze dozen draft drag dragon drain drama dramatic drank draw drawn dread dreadful dream dress
dried dries drift drill drink drip drive driven drone droop drop dropped dropping drove drown drug
drum dual duck duct dull duly dumb dummy dump dune dung during dusk dust duty dyed dysplasia dysport
each eager eagle earlier earliest early earn earring earrings ears earth ease easier easily east
eastern eater eating eats echo edit editor education effect effective effort eggs eight eighteen
eighth either ejection elbow elder elect election elective eletriptan elevation eleven elite else
email emerge emergency emgality emotional empire employ empty enable ended ends engage engine
english enjoy enough ensure enter entire entrance entry epidural episodic equal equality equity
error escape essay estate ethnic evade even event ever everybody everyone everything evidence
evidently exact excedrin exceed except exception excess excluded excludes excreted exemption
exercise exist exit expand expansion expect expectant expedited expensive experience expert explain
explosion export expressing expression extend extension extent extra eyebrow eyelid eyes eyesight
fable fabric face facility fact factor fade fail faint fair fairly fairy faith fake fall false fame
familiar family famous fancy fare farm fashion fast fatal fate father fatter fault favor fear feast
feather feature february feeble feed feel feet fell fella fellow felt female fence fend fern
fertility fetch fetched fetching fever fewer fiber fibre fiddle field fiery fifteen fifth fifty
fight figure file fill film filter finally fine finger finish fire firm first fish fist five fixed
fizzy flag flair flake flame flank flap flapping flare flared flash flask flat flavor flaw flax flea
fleet flesh flew flicked flies flight fling flip flipping float flock flood floor flop floppy floral
floss flour flow flown fluid flush flute flying foam focal focus foggy foil folate fold folk follow
fond font food fool foot force forehead foreign forest forever forge forget forgot fork form formal
format fort forth fortnight fortune forum forward foster fought foul found four fourteen fourth
foxes fraction frail frame france frank freaked freaking freaks free freedom freeze french frequent
fresh fretting friday fridge friend fries fright fringe frog from front frost frown froze frozen
fruit fuel full function functional fund funny fury fuse future fuzzy gain galway gamble game gang
gaps garage garbage garden garlic gasp gate gather gauge gave gaze gear gender gene general
generation generations generator gentle germ gestational gets getting ghost giant gift giggling
ginger girdle girl give given glad glance glare glass global globe gloom glory glove glow glue goal
goalie goat goes goggle goggles going gold golden golf gone good goop goose gown grab grace grade
graduation grafting grain gram grand grandkids grandmother grant grape graph grasp grass grate
grateful grave gravis gravity gray graze great greece greed green greet grew grief grill grim grin
grip groan groom groping gross ground group grove grow growl grown growth guard guess guest guide
guilt guitar gulf gummies gummy gutted habit hacked hail hair hairdressing hairline hale half hall
halt hamstring hand handle hang happen happy hard harm harmless harsh hasnt haste hate haul have
havent hawk hazel hazy head headache headline headrest headstand heal health heap hear heart heat
heath heavy heck heel height heir hell hello helmet help helpline hence here hero herpes herself
hesitation hidden hide high hike hill hinge hint hire history hits hitting hives hobby hole holiday
hollow home honest honey hood hook hoot hope hopping hormone horn horrified horror horse hose
hospital hospitalised host hotel hour house hover however howl huge human humor humour hump hums
hunched hunches hundred hunger hungover hunt hurry hurt husband hydration hype ibuprofen idea ideal
identity idle idol image imaginary imitation imitrex immediate impact impatient import impression
improve improvement inbetween inch incl included income indeed indefinitely index indicator
induction infected infection inflection influence influences info information informative infrequent
inhibits inject injection injector injury inner input inquired insect inside inspection inspector
instance instead instinct instruction instructor insurance insured insurer intend intensive intent
intention interact interest interested interesting interfere internal internet interpret interval
intervals into introduction invent invented invention invest invitation iphone iron irritation
island isnt issue itch item itself jabs jacket jacuzzi jail james january jean jelly jest jewel
jitters jogging join joint joke jolly jolt judge judging juice july jump junction june junior junk
jury just kale keen keep kent kept kick kidney kids kill kilos kilter kind kinda kindness king kiss
kitchen kite knack knackered knee kneel knelt knew knife knit knob knock knot know known label
labelled labelling labor lace lack lacrosse lactation ladder lads lady lager lagging lahore laid
lake lamb lame lamp lane large laser lash lasik last late latest latex latte latter laugh laughter
launch lawn lawyer layer lazy lead leaf leaflet league leak lean leap learn learnt lease least
leather leave lecturer leeds left legacy legend legs lemon lend length lens lent less lesson letter
letting lever liar lice licence licks lids life lift light lighten like lily limb lime limit
limitation limp line lingering lingers link lion lips liquid list listen listless liters litter
litters little live livelihood load loaf loan lobby lobe lobes local locating location lock lodge
logged logging logic lollies lone lonely long look loop loose loosening lord lorry lose lost loud
lounge love lower loyal luck lugging lump lunar lunch lung lure luxury lying lynch made magic
magnesium maid mail main maine major make makeup male mall malt manage mane mango manner manual many
march margin marie marine mark market married marry marrying mash mask mass massage masseuse masters
match mate math matter mature maxalt maybe mayor meal mean meant meantime measles meat mechanic
medal media medicaid medical medicare medication medicine meditation medium meds meet meeting meets
melon melt member memory mend mending meninges menopausal menopause menstrual mental mention menu
mercy mere merge merit merry mesh mess message metabolic metal meter method mice middle midst
midwife might migraine migrate mile milk mill mine minimum mint minus minute mirror miss mission
mist mite mitten mixes mixing moan moaning mobile mode modern modest moist mole moment monday money
monkey monoxide month mood moon mopping moral more morning moss most moth motion motor mould mounds
mount mouse mouth mouthful move movement movie much mule mulled mumps mums murder muscle muse museum
music must mutual myself nada nail naive naked name nape napped napping naproxen narrow nation
native nature nausea nauseated navy near nearby neat nebulised nebuliser neck need needle neighbour
neither nephew nerve nervous nest nettle neuro neurologist never newer newest news next nicely nicu
niece night nightcap nighttime nine nineteen nite nitrate noble nobody nodes noise none noon normal
north nose note nothing notice notion novel nuclear number numbing nurse nurtec nuts nylon oasis
oath obey object objection obtain occipital ocean oclock october odds offended offer office
officially often oily okay older olive once ones ongoing onion online only onset open opera
operating operation operative operator optician option optional oral orange orbit order ordinarily
ordinary organ origin oscar osteopathy other otherwise ouch ought ounce outcomes outdoors outer
outlived output outside oval oven over overdo overdoing overdone overload overuse owed owner oxygen
pace pack page paid pain painful painkillers paint pair palace palate pale pallet palm panel panic
panicky pant panto paper paperwork paracetamol paralysis parent parental park part particular
partner pass passion past paste patch patent paternity path patience patient pattern pause pave
paying peace peacefully peach peak pear pearl peas peel peeled peep peer pence pending pens pension
people pepper percent perch perfect perhaps peril perimenopausal period permanent permission person
personal pest petal pharmacist pharmacy phase phone photo phrase physical physician physics physio
piano pick pickle picture pier pierced piercing piercings pilates pile piles pill pillow pilot pinch
pine pink pint pipe pitch pity pizza place placement plain plait plan plane planet planner planning
plant plate play plea please pleat pledge plenty plot pluck plug plugging plum plus pocket poem poet
poetry point pointlessly poison poker pokes poking polar pole police polish polite pond pony pool
poor porch pork port portable portal portion portugal pose position positions positive possession
possible post postal posture pots potter potting pouch pound pour powder power practical practice
practise praise pranks prawns pray precision prefer preferably pregnancy pregnant prep preparing
prescribed prescriber present president press pressure pretty prevent prevention preventive previous
price prick pride prime prince print prior prism prison prize probably probe problem procedure
product production profession profit program programme programs progressive projectile projector
prompt prone proof proper proposed propranolol pros protect protected protecting protection proud
prove provision prunes public pudding pulling pulse pump punch puncture pupil puppy pups pure purple
purse pursue push puss putting puzzle quack quad quads quail qualify quantity quarter queen query
quest question queue quick quiet quilt quit quite qulipta quota quote rabbit rabies race rack racket
radar radiating radiator radio rage raid rail rain raise rally ramp ranch random range rank rapid
rarely rarer rash rate rather ratio ration rationale raves rays reach react reaction read real
realised realising realistic rear reason rebel rebound recall receding recent receptor recipe
reckless recommend record recurrent redness reduce reduction reed refer referral referred reform
refuse regard registrar registries registry regret regular regulator reign reject rejection relate
relation relax relay relevant relic relief religious rely remain remark remember remind remitting
remote remove renal rent rental repair repeat replace replaced replacing reply report request
required reschedule rescue reserve reset residency resident resist resistor resit resort respond
rest restored result retail retainer retention retina retired retiree retraining return reuse reused
reveal reversal review reward rheumatic rhythm ribbon rice rich ride ridge rifle right rigid rigs
ring rink rinse ripe risen rising risk rite ritual river rizatriptan roaches road roar roast robe
robin robot robust rock rocket rode role roll roof rook room roomate root rope rose rotten rouge
rough round route rove royal rubbish rubs ruby rude rugby ruin rule rumour rung running runs rupees
rural rush rust sack saddle sadly safe safety said sail saint sake salad salary sale saline salivary
salmon salon same sample sanction sanded sane sang sank saturday sauce sauna save saying says
scabies scale scalp scam scan scar scare scarf scene scent schedule scheme school scold scoop scoots
scope score scorn scott scout scrap scrapped scream screen scrub seal seam search season seasonal
seat seattle second secret section sector secure sedate sedated sedation seed seeing seek seem seen
seize select selection self selfie sell semen send senior sense sensible sensitivity sent separately
sept september series serious serve session setter setting settle seven seventeen sever several
severe severity sewing sewn shade shadow shaggy shake shall shame shape share shark sharp shattered
shave shed sheep sheer sheet shelf shell shelves shes shift shillings shin shine shingle shingles
ship shipping shirt shock shoe shoot shop shopping shore short shortens shortest shot should
shouldnt shout shove show shrub shrug shunt shut shutting sick sickle sickness side siege sigh sight
sign signal silent silk silly silver simple simplest since sing single sink sinus siren sirs sister
site sitter sitting situation sixteen size skate skeptic sketch skill skim skin skip skipped skirt
skull skype slab slack slam slap slate slave sledding sleek sleep sleet sleeve slept slice slide
slight slim slimmed slimmer slimming sling slip slippers slippery slipping slit slope slot slow
slump smack small smallest smart smash smear smell smile smoke smolder smoldering smooth smoothie
smoulder smouldering snack snail snake snap snappy sneak sniffed snipped snobbery snore snort snow
soap soar soccer social sock socket soda sodium sofa soft soften soil sole solid solve some somebody
someone something sometimes song soon soot sore soreness sorry sort soul sound soup sour source
south soya space spade spain span spare spark spat speak spear special specialise specialist
speckled speech speed spell spend spent sperm spice spider spill spin spina spine spirit spite
splint split spoil spoke spoken spoon sport spot sprain sprained spray spread spring spur squad
square squat squeak stab stable stack staff stage stain stair staircase stake stale stalk stall
stamp stand standard stapling star stare stark start startled stash state station statue statute
stay steadier steady steak steal steam steel steep steer stem step stepping stern steve stew
stickers stiff still sting stir stirring stitches stitching stock stole stolen stoma stomach stone
stood stool stoop stop stopped stopper stoppers stopping store stork storm stout stove straight
strain strand strange strangest strap straw stray stream street strength strep stress stretchy
strict strike string strip stripper strobe stroke stroll strong struck stuck student studies studio
study stuff stump stun stung stupid style submit succeeds success such suction sudden suffer sugar
suggest suit suitable sumatriptan summer summit sunday sunny super supper supplements supplier
supply support supportive supposed sure surf surge surgeon surgery surprise survey survival survivor
swab swallow swam swan swap swarm sway swears sweat sweep sweet swell swept swift swim swimmer
swimming swing swishing switch swollen sword sworn swung symbol symmetrical symptoms syringe
syringes syringing system systemic tablet tabs tack tackle tagged tail take taken tale talent talk
tall tame tank tape target tart taste taught teach team tear tease teens teeth tell temperature
tempered template temple tempo temporary tempt tenant tend tennis tens tense tension tent term
terribly terrific terrors test testicular testis texas text thai than thank that thaw theft their
them themselves then theory therapy there thermal these they theyve thick thief thigh thin thing
think thinner third thirst thirteen thirtieth thirty this thistle thorn thorough those though
thought thread threat three threw thrill throat throbbing throne throng through throughout throwing
thrown thru thrust thumb thursday thus thyroid tick ticket tickle tide tier tiger tight tile till
tilt timber time tingling tinned tint tiny tire tiredness tissue title toast today toddler together
toilet token told toll tomb tomorrow tone tongue tonight took tool tooth topamax topical topiramate
topped topping torch tore torn toss total touch touchline tough toughen tour toward towel tower town
toxic toxin trace track traction trade trail train trainee trait tram trans transfer transferred
transfers translate translated transport trap trapped trash travel tray treat treatment tree trek
trekking trend trial tribe trick tried trigger trim trimester trip triptan trot trouble trough trout
trowel truck true trunk trust truth trying tube tuck tuesday tuna tune tunnel turf turkey turn tutor
tweak tweet twelve twentieth twenty twice twin twist twitchy tylenol type typical typos uber ubrelvy
ulcer ultra unable unbearable unbroken uncharted uncle under underarm understand understood unfair
union unique unit unite unless unlike unpaid until update upper upright upset upward urban urge
urgent uric urologist used useful uses using usual vacant vacation vaccinate vaccinated vaccine
vague vain valid valley valproate value valve valves vape variation varnish vault vegan vegas veil
vein vendor venting verapamil verb verre verse version vertigo very vessel vest vestibular veto vial
vibration victim view villa vine violation violin viral virtue vision visit visitation visual vital
vitamin vivid vocal vogue voice void volume vomiting vote vowel vyepti wading wafer wafers wage
waist wait wake wales walk wall wallet walter wand want ward ware warm warmth warn wart wary wash
wasnt wasp waste watch water wave weak weaken weakness wealth weapon wear weariness weather weave
website wedding wedge wednesday weeding week weekend weep weigh weight weird well wellness went wept
were west weve whale what whatever whatsoever wheat wheel when whenever where whereas wherever
whether which while whip whirl whisk white whitening whole whom whooping whos wide widow width wife
wild will willow wimp winced winces windex window windy wine wing wink winner winning winter wipe
wire wisdom wise wish witch with within without wives wobbly woke wolf woman womb women wonder wont
wood wooden wool wore work world worm worn worried worrier worry worse worst worth would wound wrap
wrapping wrath wreck wren wrinkle wrist write written wrong wrote xeomin xray yale yard yarn yeah
year yeast yell yellow yelp yesterday yield yoga york young youngest youngsters your yourselves
youth youve zaps zebra zone zoom
"""
