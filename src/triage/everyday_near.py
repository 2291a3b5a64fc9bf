"""Everyday words that lie a slip or two from a word the safety gate looks for.

"Bullet" is no "gullet" and "dwelling" no "swelling". Of the 30,000 commonest English words (names
among them) these are the ones that were taken for a misspelling of another. They stand for
themselves alone: "clam" with an ending is more often meant to be "clammy".
"""

from __future__ import annotations

NEAR = """
aboard abode abound abridged absentee abuser abusers accent accents achilles actively acton addis
adolescence adrift aerial aero affective aggressively agility aging agnes ahem ahmad aiden ailing
aires airline airlines airwaves ajay akin alain alba albert alden alder alec alex alfa algae alia
alias alice alight align aligned aligning allege alleged alleges alleging allegory allen allotted
alloy alloys alma aloha alps alta altar alton alum alves amazingly ambient ambushed amer ames amid
amit amour amps amuse amusing anakin anal anders andi andy anil animated anna anne annie anon ante
antics anton ants anus anvil apes appease appreciative aptly arab arabs arch aria arid aries armor
armored aron aroused arrivals arterial arty arya asap ashe ashes asia aspiring assay assays assent
asses asteroid asteroids aston asus atop atypical augusta augustine augustus aung authorize
authorized authorizing avert averted avery avid aviv avon awaken awakened awakening awakens awoke
axle baba babe babu bach backyard bacterial bader baek baffling bagged bagging baggy bail bailed
bailing bain baines bait baiting bali ballroom bane banger banish banished banner banners banning
bans barb barbed barley barrel barrels barrie barrow barry bart bassist bates baton batter battered
batting bauer baum bayern beal beale beatles beatty beau beck beckett beech beige bein beit belated
bella belle bello bengal bengals benin benn benz berg bern bert bess betting betts beyonce bezos
bidding bien biggs billie billions bing binge biological biologist biologists biopic bitch bitches
bitching bitchy blah blake blanc blanca blanco bleep blight bling blip bloc bloke blouse blush
blushing blvd boar bobo bode boer bogged boggling bois bona bonding bonds bong bonn bono booed
booing boon boone boos bora borden borg boris bose bosom bots bouncer bouncy boundless bourne bower
bowie bowing bows boyd boyle brad brag bragg bragging brah braid braided brass brat braun brawl bray
breach breached breaches breaching breadth bred bree brees brent brethren brett brian bribe bribed
bribes brice bridget brie brig briggs brighten brighton brine brink brisk brit brits britt brock
broker brokers brom brood brooding brooke brookings brooks bros brothel brothels brownie brownies
brownish bruce bruh bruins brunch brunt brutally brute bryce buck buckeyes buckley bucks bucky
budding buff buffer buffers buffs buffy bugged bugger bugging buick bulk bullet bullets bullying
bumble bummed bummer bumpy bums bunnies bunny buns bunting bureaucrats burger burgers burke burnett
burr burton bury burying busch buses bust busted buster busting bustling busts butch butler buzz
buzzed byte bytes cabal cache cahill cain caine cairo calais cali calif callie cambodia cambrian
camo campuses camry canine canned cannes canning cannon canyon canyons capped capping cara carb
carbonate carbs carl carnal caro carp carr carrie carson carton casa cask cate cautious cecil cellar
cellars cena centralized centrally ceos certainty chad chai chainsaw challenger challengers chan
chandler chanel channing chao char characterised characterize characterized charisma charles charred
cheat cheated cheater cheaters cheats chem chen cheng cher chiang chic chick chicks chico childish
chile chili chime chimes ching chino chipping chit choi chong choo chou chow chronicle chronicles
chuckle chuckles chun chung chute cider cindy circa cisco clad clair claire clam clan clans clarity
clasp classics claude claus clause clauses claw claws cleansing clearest clegg clever clientele
clinch clinched clinging clint clipper clipping clit clive cloak clockwise clog clogged clone cloned
clones cloning clout clung clutter coarse cobb cock cocks cohn cole coles coli coll collab collage
collective collector collectors collusion colo colombian colorado colt colton colts columbia
columbian coma comin comm commander commanders commando commandos commend commended comms como
compete competed competes competing compiler complainant complex complexes compliant complying
comprised concede conceded conceding concept concepts concerto concession concessions concierge
conclusion conclusions cone cones coney confessed confesses confessing confided confined confines
cong conner conor considerate constance constantine constraint constraints construct constructed
constructing constructs cont content contents contestant contestants contests contexts contiguous
continual continuously continuum contra contractor contractors contradict contradicted contradicting
contradicts contrived controlling convened convent conversational converse conversion conversions
convert converted converting converts cooke cookies coon coop cooperative cooperatives copa corbin
corp corps corrective cortisol costa cosy cote coulter counteract countess counties coup coupe cove
coven covert coveted cozy cram crammed crap crate craters crates crave craving cravings crawley
craze crazed crease create created creates creating creation creations creative creator creators
creditor creditors cree creed cremation creme crest crete crickets cringe crises criss croatian
crock crocker cropped cropping crore crores crouch crypt cuddle cuddling cult cults cumming cummings
cunning cunt cunts curt curtail curtailed cushing custer customary cute cutie cutter cutters cyclone
cyclones dade daft dagger daggers dale dame dames damn damned damning dams dana dandy dane danes
dang dangling dani danish dans dante dara darling darn dart daunting davis dawes dawg dawson
deadlock deathbed decadent deceit deceive deceived deceiving deception declan declares deco decode
decoding dedication deduce deem deemed deems deen defiance defied defies definitively deflected defy
defying delegate delicious dell demented demon demons demonstrators demoted deng denis denise denny
denote denoted denotes dentistry depleted deport deported deposed depp depressing depriving deranged
derives descent desi desperately detain detained detainees detective deter developer developers
devin devine devlin diane dianne diaz dick dicks diem digger dignified dignitaries dill dime dion
dior dipping dire directional dirk discoveries discovery disorderly disparate disperse dispersed
diss distant distinct diva divas divinity doable dobbs docket doctoral doctorate dodd dogg doggy
doin dolce dole domesticated dominance dominate dominated dominates dominating doodle doom doomed
dope dork dory doth douche doug downey doyle drab drake draped draper dreamt drier drought duality
duane dubbed duel duet duff duffy duke dukes dunk dunn dunne dutton dwarves dwell dwelling dwellings
earl earle easton ebooks eden edged edgy efficient eject ejected electron electrons elevator
elevators elgin elle elon elsa elton elves elvis embrace embraced embraces embracing emery emil
emile emission emissions emit emits emitted emitting emory emptiness enacting encoding enduring
ennis enoch enquiries enquiry entice enticing entirety envy enzo equate equated equates erase erased
erasing erection eric erie erin esports esquire essex ester esther estranged etched etching ethos
eton etsy evan everton evil evils ewan ewing excelled excerpt excerpts excise excite excited excites
exciting executed executing exhaustive exhibitors exile exiled exiles existent expanse explore
explored explorer explorers explores exploring exposing facets fallon fang fangs fanning fanny
fantasies farage fart farther faso fave favour favoured favours fawn faye feat feats feces fest feud
fiat fide fiend fife figurative filth finance financed finances financing finder finite fink finn
finnish firewall firth fisk fitch fitter fitz fixer fixing fizz flak flamingo flatter flattered
flattering fled fledged flee fleeing fleming flex flexing flick flickr fliers flint flipped flirting
flowering floyd flung flurry folio folly fong foodie foraging foray forbes ford fore foresight forte
fowl foxy fracking fran franc frat frau fray freak freighter fret frick frigid frontage frying fuck
fucked fucking fucks fudge fuelled funk funky funnel furiously furnished furs gaap gabe gaelic gaga
gage gaia gail gait gala gale gall gallows gambia garb garde garry gary gases gassed gaul gays gaza
geek geeks generate generated generates generating gent gentiles gentry gents genus getty ghana
gilded giles gill gilles gillette gills gilt gimme gina gino giro gist glam glee glide gliding glock
gloss gmail goldie gomes gonzales goof goofy goon goons gore gosh gosling goth gough gout graft
grail grande gras gravel grease greek greeks greer greg gregg grenada grid grids grieving grit
grocer grouse grub grunge guido guild guilds guillotine guise gull gulls gully gump gunn gunned
gunning gust gusts gutter hack hackett hacking hacks hades haines halle hamper hampered hana hangout
hank hanks hans hara haram harden hardened hardening hare harem harmon harper harrow harrowing harry
hash hast hatch hatched hatches hatching hath hatred haunt haunted haunting haunts havens hayes
heartache hearth heaven heavenly heavens hedge hedges heed hehe heightened helm hemp heralded herds
hermes hermione herr herring hesitate hesitated hess hester hicks higgs hind hinder hindered hines
hippies hippy hiss historic historical hitch hitter hitters hmmm hoarding hobbes hobbs hodge hodges
hogg hogs hola holloway holmes holt homeless homo hone honed hong hoodie hoof hoon hoop hoops
hopelessly horde hordes horizontally horne horribly horton hospitalized hostel hostels hough hound
hounds hove howard howe howie huang huddle huddled huey hugh hughes hugo hull humble humbled
humbling hume hunch hungary hunk hurdle hurdles hurley hurst hush huts hutton hwang hyde hyung iaea
iain icloud icon icons identifier identities igor ikea imam imax immigrant immigrants implied
implies imply implying importance importantly improvise improvised imran inaction incense incision
incredibly indicative indicted indo inducing inducted inert infantry infectious infernal infested
informational ingested ingestion inherent inhibited initiate injunction injure injured injuring inks
inline inquiries inquiry instructing instructional insulting insure intensely intensified
intensifies intensify intentionally inter international internationals internment interns intimately
intimidate intimidated intimidating intro inverted iran irene islam issa jace jack jacked jacks jade
jagger jaime jain jake jamie jammu jana jane jang jarring jasmine java jeep jennings jens jerky jess
jesse jeter jewish jill jing jingle jive joan joanne jock jody johann johannes jokingly jones jong
joon jose joss juan jude judy jules julie jumbo juncture jung jungle jungles juno kahn kane kang
kano kant kanye kara karate kari karl kate keane keating keaton keller kelly kemp kern kerr khan
kiddo kiln kilo kindle kindred kink kinks kirk klan klopp knicks knight knights knives knowingly
knowles knox koch kong kool koran kors kraft kung kurt kush labourers lagged lags lair laird lakh
lama lana lance lander lang lange lansing laos lapd lard lark larry lars lass latch latent laude
lauded laura lava lawful layoffs leah leapt leash ledger leds lees lego leigh leighton lena leon
leone lest lester leung levelled lewd libby libel libs licensee lick licked licking lied likened
lille lima limbo limo lina ling linger linn lint linus lisa lite liter livery lizzy loch lockheed
loco locus loft logan logos lois lola loom looming looms loon loot looted looting lore lotta lovin
lowe lowly lowry lube luca lucas luce lucy luiz luke lull lumber luna lund lurk lurking lush lust
lyft lyon lyons lyric lyrical lyrics mabel mace machete mack macy maga mage mali mallet malone mana
manga mani manipulative mann manned manning manor mantis mantle manu maori maps mara marc marco mare
mares marge mari markus marlowe marr marred marries mars marsh marshes mart martial marty marx mary
massa massively master mastered mastering mata matt matteo maturation maturity maui maxi maximus
maya mayer mayo maze mclean mead mech meddling mediation medici medicinal meek mein melee mellow
melo menacing meng mentality merch merle mesa messi meta metallica meteor methodist metre metres
metropolis meyer meyers mica micah mick midi midway migrant migrants migration migrations mike mila
mildred milf milo mime mimi mina ming mingle minh miniseries mink minn minnie mislead misleading
misled misuse mitch mitt mixer moat mobilize mocha mock mocked mocking mocks moines molded molding
molds momentous momentum monet mong monies mono mont monte monty monument monuments moor moors moose
moot mora moran mori mormon mormons moron morons morris morrow mort mortal mortals morty moses motel
moto mott mound mourn mower mowing moyes muck muddy mulder multiplier munitions musa musk mutton
nadal nadine nanjing nano napa naples nasa nash natalie nate naval nave ncis neal needless
negatively neil nell nelly neon nerd nerds nero ness netted netting neuronal neutron neutrons newt
ngos niche niches nick nicks nico nifty niger nigger nightlife nike nile niles nina nineteenth nino
nipple nipples noaa noah nobel node noel noir nook noor nope nord norm normalize normalized norman
norms norse notified notifying notre noun nouns nous novice nudge nuke nukes null numeric nuns nyse
oars oates obese observer observers odin odor officiating ogre oilers omen omit omitted opal opec
openness operational oracle organism organisms osiris otter otters otto ousted outgoing outlying
overland overlay oversee overseeing oversight owen owens owing ozzy paco pact paddle padres paige
paleo palo panama pane pang panned para paranoia parentheses paris parr parry parse particle
particles particulate pasha paso passage passages passive pastures paterson patrol patrols patterson
patty paul pawn pawns paws payer payne payoff pearce peat peck peddling peek pegged peking pell penn
penned pepe peptide peptides periodic perk perks perm persistence persistently pertaining peta peter
peters peterson petting phelps phew phil photons picket pico pics picturesque pied pierce pies pike
pimp ping pinot pinto pisa piston pistons pits pitt pitted pitting pius plaid planck plato platter
pleads pleasure plight plow plumbing plump plunge plunged plunging plush poise poised poke poked
political politico poll polled polling polo pondering pong pont poodle pooh pope popes poppy pore
pores porn portage posh possessing potentially potion prank preach preached preaching precious
preference preferences prem prepping presence pressurized prevalent preview previews prey princess
princesses pristine prix prob proc procedural proceed processed prod producer producers prof
professed prog prolific prom pronoun pronouns propel properties property proposing prose prosper
protesting proto proverb proverbs pruning psalm psalms pubs puerto pulp puma pune punished punishing
punk punks puns punt purchaser purchasers purest purge purged purposely putin qatar qing quake
qualifier qualifiers quartet quay quid quinn quirk quizzes quot rabbi rabbis rabble rabid raft
rafters ragged raisins rake rambo rammed rams rana rand randy rani rant ranting rants rapping
rational raul ravaged rave raving reactive readiness realm realms realty reap receiver receivers
receptive reciting recon redacted redding reddy redemption redress reel reeling reels referee refine
refined refining reflux refs refuge refugee refugees refute refuted regan reginald regional regulate
regulated regulates regulating reich reid reilly rein reins relatively relentlessly relied relies
relive remade remit render rendered rendering renders rene renee renewable renewables reparations
repay repeal repealed repealing repent replay replays repo reportedly repost repression requisite
resale researcher researchers reside resided residence residences resides residing resin resounding
respondent respondents responsive restore restores restoring restrain restrained restraining
restrictive resurgence retard retarded retracted revel revere revered revising revolve revolved
revolves revolving rhine rica rick ricky rico riddle riddled riddles rife riff riffs rift rigged
rigging riggs rigorous ripper ritter rivera riveting roach roam roaming robb robbed robber robberies
robbers robbery robbing robby rolf rollins roma roman romans rome ronald ronny rookie roster rosters
rotating roth rotor rout roux rowe rower rowling roxy rubble rubin rubles ruff rufus rugged rugs
ruiz rumble rumor rumored rumors rump rune rupee ruse russ ruth ryder saab saber sabine sachs sacred
saddened saeed saga sage salam saloon salvage salvaged sama sami sana sanders sands sandy sari sash
sass satin satire saul savor sawyer saxon saxons scala scammers scant scarce scariest scarves
schooner scot scots scouring scrabble scribe scripture scriptures sean sears seaweed secession
secretion secs sect sectional seduce seduced seduction seductive seedlings seer sega selves senate
sensational sentry serb serbs serene serge serie sexist sexting shabby shack shackles shaft shafts
shag shah shale shalt shan shane shank shaq shatter shattering shaw shawl shawn shay shear shelved
shen sher shilling shipped shire shit shits shitting shiv shockingly shone shovel shri shrinking
shui shun shunned siam sibling siblings sidney sift signage signalling sikh sikhs silas silence
silenced silencing silo simeon simmer simms simplified simplify simplifying sims sine sinful singh
singular sinister sinn sinned sinner sinners sino sion sipping sire sissy situ skew skewed skid
skies skimming skit skunk skye slade slag slain slant slash slashed slashing slaughter slaughtered
slaughtering slavic slay sledge slew slick slime slipper sliver sloth sludge slug slugs slum slums
slush slut sluts smelt smog smug snag snapper snare snickers sniff sniffing snipe snitch snoop
snooping snout snuck snuff sobs socialist socialists sofia softness solo sony sooo soothe sora soros
sought sous spam spamming spank spanking spanning spawning spec speciality species specs sped spelt
spied spies spindle spiral spire spock sponge sponges spoof spooked spore spores spout sprang spree
sprinter sprite sprung spun spurred spying squid squirt stalin stan stance stances standardized
stanford starbucks starch starling startups staten static stature stead stein sterling steven
stevens sticky stiles stinky stint stirling stitch stitched stockpile stoke stoked stokes stomp
stomping stow strait straits streep strengthen strengthened strengthening strengthens stretcher
stride strides strife strive strives striving strung stuart stub stubbs stud studded studs stunning
stunt stunts subbed succeed successive successor successors suez sufficiently suggestive suite
sulfate sully summed sumner sung suns superb supplemental sutter sutton suture suzy sven swag
swagger swain swamp swamped swamps swat swede swedes sweetest sweetie swine swipe swiss swoop syed
symmetric tabletop tact taft tagging taint tainted tait takin tammy tampering tang tango tanned
tanner tanning tapped tapping tarot taser task tasked tasks tate taunting taxes taxing teal teeny
tees tele temperate tenn teri terminal terminals terminate terminated terminates terminating
terminator terre terror tess textured thames thea theater theaters thence theo thom thong thor thou
throughput thug thugs tian timmy timor tina tinder tins toad tobin todd toil tomas tome tommy tonal
tong tonga tonne tonnes toon toot torah tori tories toro torres tort totalling tote totem tout
touted toying tract tracts trafficked trafficking tramp trampled tran trance tranny transformer
transformers trapping traumatized traveller travellers treachery tread treason treaties treble
trench trenches trent trevor triad triangle tribal trimming trio triplets tristan triumphs troll
trolling trolls tron troop troops trope tropes trove troy truce truss trustee tryin tudor tuff tully
tumblr tung tunis turd turing turk turks twain twat tweed twig twigs tying tyne typo tyre tyres ukip
unclean uncomfortably unconsciously uncontrollable undated underrated underway undivided unfit
unhinged unison univ unix unstable untitled unto usable usaf usher ushered ussr utter uttered vail
vale valet vance vane vase vases vast veal vega vending vent ventral vents venue venues verbal verge
vert vertically vetted vetting viable vibe vibes vick vidal vids viet vigor vile ville vimeo vince
vindicated violet viper visa visas vista vita vito vitro vlad vocation volt voltaire volts voss
vouch vous wade wailing waived wallis walsh walt waltz wanderer wanderers wang waning warden warp
warped warring watt watts waxing wayne wealthier weaponry weir weirdo weld welded welding wellbeing
welp whence whew whig whim whine whining whistler whoa whomever whopping whore whores whyte wick
wicked widened widening wield wielding wiki wilde wilkes willie willis wilt winn withheld wits woes
woof woolf woven wraith wrapper wreath wretched wright wrought xander yall yang yankee yates
yearning yikes ying yoda yogi yoke yoon youngster youthful youtuber youtubers yuck yummy zach zack
zambia zane zeal zest zeta zhang zimmer zion zoos
"""
