"""General news gives no row: silence is the right answer on sport, business, science and accidents."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate

OFF_TOPIC = """
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
"""


@pytest.mark.parametrize("sentence", OFF_TOPIC.strip().splitlines())
def test_general_news_gives_no_row(sentence):
    article = Article("t", sentence, date(2025, 6, 18))
    assert find_events(article, annotate(article)) == []
