"""General news gives no row: silence is the right answer on sport, business, science and accidents."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate

OFF_TOPIC = """
The prisoners watched as guards seized documents and equipment.
Inmates said the board had released funds for the prison.
The prison released a statement on food.
Captors released a video.
The UN deplores the crowded jails of the country.
The inmates were moved from the old cells to jails further north.
The party summoned the courage to ask the powerful banks about trade in diamonds.
Islamabad summoned the Indian ambassador over the row.
Her critics of the trade spoke of powerful firms in gold.
Amnesty staff in Cairo were at work, the group said.
The minister, speaking in Colombo, praised the visiting president.
The minister added that the judges had sent the files of the officials under review.
Property and interests in property of these persons must be blocked under the order of the Treasury.
The sentences of the judge were long sentences.
The jail freed up space.
Agents seized computers and phones in the prison.
The new rules harm the security of prisoners' families.
The governor evacuated residents of the flooded prison town.
The militants seized weapons and cars near the jail.
The court quashed the limits on prisoners' mail.
The prison authorities released the bodies.
Police captured the attention of the prisoners.
Thousands of pilgrims visited the shrine in Mecca.
Tourists visited Moscow.
Fans met the singer in Paris.
The EU sent experts to help Kyiv.
The general sent troops to fight.
The exiled leader spoke from Spain.
The ousted dictator lives in Moscow.
Aid reached the besieged areas.
People in the rebel-held north are hungry.
US-backed forces are in the town.
Trade with annexed Crimea grew.
Banks must check listed individuals.
The president was overthrown in a coup in 2013.
The army toppled the government.
The convention applies to acts such as torture and slavery.
Persons in the EU will be prohibited from making funds available to those listed.
Those listed are subject to an asset freeze.
All property and interests in property of the firm in the United States are blocked.
U.S. persons are generally prohibited from transactions with the firm.
Hackers targeted the power grid of the country.
Russia is targeting infrastructure, the ministry said.
The ties between the two countries were restored in 1991.
The ministry denied responsibility for the death of the prisoner.
The sister of the detainee spoke at length once she came back from a fair.
The sister of the hostage rang a bell, then went back to her garden.
Trade between the two has shrunk for years, and both have prisoners to count.
The nuclear deal's guidelines are clear, diplomats say.
The minister spoke in the context of the nuclear agreement.
A bus stopped, and the state-owned bus firm paid for the hostages of traffic.
Two men were accused of plotting terror attacks.
The panel discussion with the minister was about tax.
At least 74 passengers were killed when the train crashed.
The archbishop welcomed the exchange of views with the president's choir.
Chevron renewed a licence so that it can keep pumping.
Her teacher agreed to the change.
Planes took off from three airports on Thursday.
A plane was to pick up the minister's luggage.
The former minister was expelled from the party after a row.
Fans were punching the air as the captives' band played.
The law minister served five years as press secretary.
The vote was held over two days.
An agreement between the two towns on the wall was signed in May.
The lender swapped its chairman, and two executives were let go.
Crews freed two motorists, and both walked out of the flooded valley.
The bank will lift its freeze on hiring.
Keepers fed the bears before they were released into the wild.
It takes a month before we release them, said a warden who tends owls and foxes.
The prisoner's lawyer, Ana Roe, came back with a signature.
The winger was released by the club's doctors to play.
The striker was released by the club after nine seasons.
The goalkeeper was sent off and the coach was given a two-match ban.
The court upheld the umpire's decision to suspend the bowler for two games.
The federation lifted the ban on the sprinter after an appeal.
The union suspended its strike after talks with the airline's management.
The airline and its pilots reached an agreement on pay.
The two companies agreed to merge in a deal worth nine billion dollars.
The retailer will close forty stores and open ten new ones.
The studio released the sequel in March and sold out in two days.
The singer released a statement saying she would return to the stage.
The actor was nominated for three awards and won two of them.
The director was named head of the festival jury.
The board appointed a new chief executive on Monday.
The bank raised its interest rate and lifted its forecast.
The central bank imposed limits on cash withdrawals.
The drug maker halted its trial after two patients died.
Scientists captured images of a black hole.
The probe returned samples of dust from the asteroid.
The telescope was launched into orbit and will hold its position for ten years.
Astronomers found guilty pleasure in naming the comet.
The volcano killed three hikers and injured nine.
A storm struck the coast and killed eleven people.
Rescuers pulled two men from the rubble of the house.
Firefighters rescued a family trapped in the lift.
The ferry sank in the strait and forty passengers died.
The train hit a bus at a crossing, killing nine.
The plane landed in Denver after an engine caught fire.
Police found the missing boy dead in a field.
A shark attacked a surfer off the beach.
The dog attacked two joggers in the park.
He suffered a panic attack before the exam.
The candidate attacked her rival's record on taxes.
The senator announced that he would run for president.
The party chose its candidate at a convention in Ohio.
Voters elected a new parliament on Sunday.
The president signed a bill on farm subsidies.
The prime minister visited a flooded town and met residents.
The minister opened a hospital and spoke to nurses.
The mayor met fans before the match.
The queen visited a school in the suburbs.
The pope said mass in the square.
The president held a rally in Iowa.
The governor held a news conference about the drought.
Parliament held a debate on school meals.
The council approved a ban on fireworks.
The city banned cars from its centre.
The school banned mobile phones in class.
The law puts stricter penalties on speeding drivers.
The court ruled that the law on hunting was valid.
The judges gave the film the top prize.
The jury awarded her nine million dollars in damages.
The firm was fined two million euros for spilling oil.
The firm settled the case without admitting guilt.
The hotel charged guests forty dollars for towels.
The phone is charged in an hour.
The book was seized upon by critics as a classic.
The team seized the lead in the second half.
The champion defended her title and beat her rival in two sets.
The boxer was knocked out in the ninth round.
The pitcher was traded to Boston for two prospects.
The quarterback was sacked four times.
The team was handed a heavy defeat.
The winner was handed the cup by the king.
The museum returned the mask to the tribe.
The thief returned the painting to the museum.
Tourists returned home after the strike ended.
Students returned to class on Monday.
The lake was released from protection last year.
The factory releases fumes into the river.
The reservoir released water into the valley.
The company recalled two million cars.
The ambassador of the brand visited fans in Tokyo.
The editor held a senior post at the magazine.
She held the record for nine years.
He held his daughter's hand at the ceremony.
The couple held their wedding in a castle.
The exhibition will be held in the old prison.
The club held on to win by a goal.
Prices held steady in May.
He served as minister of fisheries for six years.
She served two terms as mayor.
He served in the army and later in the White House.
The chef served nine years in the palace kitchen.
The restaurant serves soup.
He spent ten years in the industry.
She spent the night in a shelter after the flood.
They spent their honeymoon in Cuba.
The officers were caught off guard by the question.
The player caught the ball and ran.
Investors were caught up in the panic.
The song catches the mood of the city.
The writer was arrested by the beauty of the valley.
He died of a heart attack at home, aged 81.
The former minister died on Friday after a long illness.
The nurse died of the flu in March.
The poet was buried in his home town.
The trial of the vaccine begins in autumn.
A clinical trial found the pill to be safe.
A pilot scheme was tried in two towns.
The lawyer tried his best to calm the crowd.
Researchers tried a new method on mice.
The summit of the mountain was reached at noon.
The climbers reached the summit in May.
The annual meeting of shareholders voted against the pay plan.
The group's members meet every Tuesday.
The target was met a year early.
The report met with a mixed reception.
Her call for calm went unheard.
The call of the wild is strong.
The firm's deal with the broadcaster runs to 2030.
It is a great deal for families.
The treaty of 1648 is kept in the archive.
The students signed a petition against the fees.
The minister has a deep understanding of the sea.
The invasion of jellyfish closed the beaches.
The invasion of the pitch delayed the game.
The advance of the desert worries farmers.
The advance was paid to the author in May.
The raid on the fridge was discovered at dawn.
The band is on strike, its manager joked.
Teachers went on strike over pay.
Lightning strikes started four fires.
The fires are still inside the park.
The virus was contained after a lockdown was imposed.
The government imposed a curfew because of the epidemic.
The state eased its lockdown and reopened schools.
Restrictions on visitors were lifted at the hospital.
The ban on alcohol sales was lifted after the flood.
The app was banned from the store.
The team's transfer ban was extended for a year.
The race was not sanctioned by the federation.
The committee sanctioned the use of the new ball.
The doctor was named in the lawsuit.
The victims were named by police on Monday.
The list named the ten best beaches.
The park was designated a world heritage site.
The city is designated a capital of culture.
The designated driver took them home.
The museum reopened after a fire.
The mission to Mars opened a new era.
The mission was launched from Florida.
The church mission closed its doors.
The embassy of fashion, they called it.
The hostess welcomed guests at the door.
The team welcomed the president of the club.
The emperor penguin arrived in the bay.
The tour visited nine cities.
The band will tour Europe in May.
He was freed from his contract.
The firefighters freed the driver from the wreck.
Vaccines free people from fear.
The city freed up land for homes.
Entrance is free for students.
The prisoner of war film won an Oscar.
The novel is about a prisoner who escapes.
The play Hostage opened in London.
The prison drama was released on Friday.
The jail was turned into a hotel.
The old prison camp is now a museum.
The detention pond behind the mall overflowed.
Pupils got a detention for talking.
The custody of the child was given to the father.
The couple fought over custody of their dog.
Cardiac arrest killed the runner.
The arrest of climate change needs money.
The star was arrested in her development by fame.
The gang was behind the prank.
The suspect in the novel is a butler.
Her sentence was hard to parse.
The life sentence of a tree is long.
His conviction that art matters never faded.
The execution of the dive was flawless.
The team executed its plan well.
The computer executed the program.
The torture of waiting for results is over.
It was torture to watch the game.
The abuse of power in boardrooms is common.
The substance abuse clinic opened in June.
The champion took a beating in the final.
Egg whites are beaten until stiff.
The storm has beaten the old record.
The film tells of a death in the family.
The death of the novel has been announced often.
The exchange of gifts took place under the tree.
The stock exchange closed early.
The students took part in an exchange with a school in Lyon.
The trade in ivory was banned.
The traders swapped stories.
He swapped his car for a bike.
The players swapped shirts after the game.
The amnesty for library fines ended.
The comedian was pardoned for the joke.
Parole officers met in Ohio.
The minister of sport congratulated the team.
The ministers' cabinet meeting was moved to Tuesday.
The negotiator for the hotel workers spoke to reporters.
The mediator in the divorce was praised.
The broker was hired by a bank.
The rebel singer attacked the press.
The army of ants captured a beetle.
Soldier ants attacked the nest.
The troops of tourists invaded the square.
The actor was captured on camera.
The kidnapping scene took nine days to shoot.
The license was issued by the city's taxi office.
The state issued a licence to the casino.
The bar lost its licence.
The waiver of fees was announced by the college.
The tariff for electricity was raised.
The airline cancelled its contract with the caterer.
The club terminated the coach's contract.
The ship's captain was replaced.
The committee picked the winner.
The coach picked a young squad.
The president of the bank resigned.
The minister made clear that she would stay.
He has made a statement to the press.
She made a film about whales.
The deal was made in a garage.
The two sides drew the match.
The sides met in the final.
The leaders met in the semi-final.
The premier league leaders visit Leeds on Sunday.
The delegation of bakers visited the mill.
The House of Representatives voted to impeach the president on two charges on Wednesday.
The Senate acquitted the president of both charges.
The prime minister asked the queen to suspend parliament for five weeks.
The Supreme Court ruled that the suspension of parliament was unlawful.
The minister resigned after a row over the trade deal with the United States.
The chancellor met business leaders in Hamburg to discuss energy prices.
The candidate held a meeting with voters in a school hall.
The president visited the families of the victims on Saturday.
The mayor said the city would lift its mask mandate in June.
The state lifted restrictions on restaurants after infections fell.
The premier announced new restrictions on gatherings of more than ten people.
The government banned flights from four countries because of the virus.
Health officials imposed a travel ban on visitors from the region.
The country closed its borders to foreigners in March.
Passengers were held in quarantine on the ship for two weeks.
Passengers were released from quarantine on Friday.
The patient was discharged from hospital and returned home.
The man was taken to hospital, where he died of his injuries.
The suspect was shot dead by police after he attacked them with a knife.
Police shot the man after he refused to drop his weapon.
The gunman killed nine people before killing himself.
A gunman opened fire at a shopping mall, killing two.
The driver was killed when his lorry hit a bridge.
Two people were injured in an explosion at a factory.
The explosion at the port killed more than a hundred people.
The fire killed four people and injured nine.
A bomb from the Second World War was found and defused.
The army was called in to help fight the fires.
Soldiers helped to evacuate residents from the flooded town.
Troops were deployed to help with vaccinations.
The navy rescued four sailors from a sinking yacht.
The coast guard rescued a fisherman after two days at sea.
The hikers were rescued by helicopter.
The miners were freed after two days underground.
The boys trapped in the cave were brought out on Tuesday.
The whale was freed from a fishing net.
The zoo's panda was returned to China.
The skeleton was returned to its home country.
The museum handed over the statue to the government of Nigeria.
Archaeologists discovered the remains of a soldier.
The book's author was accused of plagiarism.
The singer was accused of assault by two women.
The actor denied the allegations.
The footballer was charged by the association with misconduct.
The association banned the footballer for nine matches.
The court ordered the company to pay four million dollars.
The judge dismissed the lawsuit.
The judge sentenced the company to a fine.
The jury found in favour of the plaintiff.
The lawyers for the company argued that the law was invalid.
The appeal was heard in London on Monday.
The law would ban smoking in cars.
The parliament approved a bill to ban the burning of coal.
The regulator blocked the merger of the two chains.
The regulator approved the vaccine for children.
The company released its results on Tuesday.
The bank announced its release on Monday.
Norway hailed its release on Monday.
The company released a new version of its browser.
The agency released pictures of the crash.
The police released a sketch of the suspect.
The ministry released guidelines for schools.
The council released a report on air quality.
The court released its ruling on Friday.
The minister was released from her duties.
The airline suspended flights to the island after the eruption.
The airline resumed flights to Rome.
The bank froze the account of a customer by mistake.
The bank restricted withdrawals.
The United Nations designated 2020 the year of plant health.
The governor designated the area a disaster zone.
The president declared a state of emergency.
The club appointed a new coach.
The university named a hall after the poet.
The magazine named her person of the year.
Voters chose a new mayor.
The leaders of the two parties debated on television.
The leaders debate was held in Cardiff.
The vote was held on Thursday.
The election was held amid a storm.
The Olympic flame arrived in Athens.
The team arrived in Cairo for the cup.
The team travelled to Spain for the final.
The coach met the players before the match.
The two sides agreed on a price for the striker.
The player signed a contract with the club until 2024.
The rider took the lead on the last lap.
The strike by rail workers entered its second week.
The union called off its strike after reaching a deal with the firm.
Protesters marched through the city to demand action on climate change.
Protesters blocked a road to the airport.
Protesters attacked the parliament building with stones.
Police used tear gas to disperse the crowd.
Police clashed with protesters in the capital.
The protest was peaceful and ended at noon.
The rocket was launched from Florida with a crew of two.
The rocket exploded on the launch pad.
The spacecraft docked with the station and the crew came aboard.
The crew returned to Earth on Sunday.
The asteroid will miss the Earth.
The plane was forced to land in Boston.
The pilot was able to land the plane safely.
The train driver was found to have been asleep.
The ship ran aground on a reef.
The dam burst and flooded two villages.
The king died aged 79 and was succeeded by his cousin.
The former president died in hospital on Monday.
The composer died in prison in 1790, a biography says.
The actor served a year in the army in 1970.
The politician served three terms in the Senate.
He served as an envoy to Rome in the 1980s.
He spent two years at the embassy in Paris.
She held talks with publishers about a second book.
The film tells of the capture of a spy.
The documentary follows the trial of a murderer in 1890.
The novel's hero is held captive by pirates.
The game lets players attack rival castles.
The hackers attacked the website of the bank.
The virus attacks the lungs.
The trade war between the two countries has hurt farmers.
The summit on climate change ended without agreement.
The economic forum opened in Davos.
The bloc and Japan signed a free trade deal.
The prime minister met the Japanese emperor during the Olympics.
The trip cost taxpayers two million dollars.
The visit of the pope drew a million people.
The governor visited the factory and praised its workers.
The ambassador opened an exhibition of paintings.
The embassy held a reception for artists.
The release on Friday of a film about a nurse pleased fans.
Its police caught at the airport a bag.
The jail closed after nine months of repairs.
The two editors would face the cameras on their return.
A singer, Rosa Quiroga, spoke of hope. Quiroga travelled to Quito on Monday.
"""


@pytest.mark.parametrize("sentence", OFF_TOPIC.strip().splitlines())
def test_general_news_gives_no_row(sentence):
    article = Article("t", sentence, date(2025, 6, 18))
    assert find_events(article, annotate(article)) == []


CUSTODY = "Iran freed nine prisoners on Monday. The prisoners had been jailed in Evin prison since May. "

BESIDE_CUSTODY = """
Researchers released 20 lynx into the wild.
The concert was held in Vienna.
The museum holds 300 paintings.
Liverpool beat Arsenal on Sunday.
Torture is banned by international law.
The law allows courts to jail polluters.
Offenders can be fined or jailed under the law.
The exhibition opened at the embassy on Friday.
"""


@pytest.mark.parametrize("sentence", BESIDE_CUSTODY.strip().splitlines())
def test_general_news_beside_custody_gives_no_row_of_its_own(sentence):
    article = Article("t", CUSTODY + sentence, date(2025, 6, 18))
    rows = find_events(article, annotate(article))
    assert all(int(row.mentions.partition("-")[0]) < len(CUSTODY) for row in rows)
