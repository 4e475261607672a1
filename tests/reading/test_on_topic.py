"""What official statements and the news say of each kind of event gives a row of that kind."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.events import find_events
from prisoner_diplomacy.reading import annotate
from prisoner_diplomacy.schema.marks import EventMention

ON_TOPIC = """
agreement: Israel and Hamas agreed to a truce on Wednesday.
detention: A tribunal condemned nine men to life imprisonment.
detention: Dissidents are often jailed in Belarus.
detention: Two fishermen were seized on April 4 by border guards.
detention: Four Norwegians are still in Houthi custody.
detention: The two editors would face arrest on their return, a spokesman said.
detention: The novelist, accused of treason, risks a death sentence.
talks: The EU calls for a resumption of the inclusive dialogue in Chad.
talks: Lima's envoy, Rosa Quiroga, spoke of hope. Quiroga travelled to Quito on Monday.
detention: Norway welcomed two of its nurses after nine months in a Minsk jail.
detention: The militia led off at least six alive.
detention: Latvia gave up a soldier it had arrested only in April.
detention: A court in Vitebsk found the 36-year-old guilty of treason.
release: Arrested in March, let go in June and arrested again in August, he has lost his post.
release: The nine hostages were bused to Tallinn.
mistreatment: Another, a printer of 60, died of pneumonia in the prison clinic.
detention: Nine men tried with him for treason are in exile.
release: The nuns asked for the release of the two nurses, said a priest who had no names.
agreement: The exchange of the captives was agreed in Muscat on Monday.
detention: The editor was yesterday sentenced to nine years behind bars.
detention: The reporter is serving 25 years for treason.
detention: The pair pleaded guilty to fraud.
detention: An arrest warrant was issued for the exiled leader.
detention: A court extended the reporter's detention by three months.
detention: The two officers were charged, prosecutors said.
military: Russian drones struck Odesa overnight.
military: The Taliban took Kabul in August 2021.
military: Rebels said they had recaptured the town of Bor.
mistreatment: Iran hangs two men over protests.
mistreatment: The young woman died after being detained by the morality police.
release: A judge granted bail to the jailed editor.
release: Three hostages walked to freedom at the crossing on Saturday.
release: The academic, jailed in Tehran for two years, is back in Australia.
sanction: The oil embargo on the regime came into force on Monday.
sanction: The general is ineligible for entry into the United States.
sanction: Washington suspended military aid to the junta.
sanction-relief: Washington resumed military aid to the junta.
talks: Putin and Trump spoke by phone on Monday.
talks: Trump and Putin will meet in Budapest.
talks: Lavrov arrives in Pyongyang.
agreement: A memorandum was signed by the two foreign ministers.
agreement: An accord reached in Stockholm in 2018 provided for the exchange of 15,000 prisoners.
agreement: Bogota and the rebels agreed on a six-month truce.
agreement: Colombia and the rebels signed a peace accord.
agreement: Iran and the United States struck a deal on a prisoner swap.
agreement: Israel and Hamas reached an agreement on the hostages.
agreement: Talks ended without an agreement.
agreement: The government and the ELN signed a ceasefire in Havana.
agreement: The parties agreed to release all conflict-related detainees.
agreement: The rebels accepted the ceasefire proposal.
agreement: The truce was brokered by Qatar.
agreement: The two sides agreed on a ceasefire.
agreement: Under an understanding with Minsk, the prisoners were freed.
appointment: Bogota named a new chief negotiator.
appointment: Canada recalled its ambassador.
appointment: France withdrew its ambassador from Niamey.
appointment: He was tapped as envoy to Ukraine.
appointment: Lithuania shut its consulate in Grodno.
appointment: Norway will close its embassy in Damascus.
appointment: She was sworn in as ambassador to Minsk.
appointment: Sweden reopened its embassy in Kabul.
appointment: The EU appointed a special representative for the Sahel.
appointment: The Senate confirmed the ambassador.
appointment: The State Department named a charge d'affaires in Caracas.
appointment: The UN picked a new special envoy for Syria.
appointment: The United States reopened its embassy in Minsk.
appointment: The president named John Lund special envoy to Belarus.
appointment: The prime minister was sacked and replaced by a general, who became foreign minister.
appointment: Trump appointed a special envoy for hostage affairs.
detention: A judge remanded the two in custody until June.
detention: A military court tried 200 civilians.
detention: A warrant for the arrest of the exiled tycoon was issued.
detention: At least 300 people are still being held without trial.
detention: Bahrain arrested nine members of the opposition society.
detention: Border guards picked up a Canadian teacher in June.
detention: Cambodia sentenced five environmentalists to between six and eight years.
detention: Gunmen abducted two aid workers near Goma.
detention: He is being held incommunicado at an unknown place.
detention: He spent nine years in a labour camp.
detention: He vanished into custody in 2019.
detention: He was convicted on trumped-up charges after a sham trial.
detention: He was given a suspended sentence of two years.
detention: He was re-arrested as he left the jail.
detention: Her husband languishes in a colony near Omsk.
detention: His appeal was rejected and he was sent back to his cell.
detention: Intelligence officers took the scientist from his home in Tehran.
detention: Iranian authorities have held the dual national since 2016 on spurious charges.
detention: Masked men took her from her flat in Minsk.
detention: Officers handcuffed the deputy and drove him to a police station.
detention: Police hauled four protesters into a van.
detention: Police rounded up dozens of activists before the vote.
detention: Prosecutors asked for 15 years in prison for the editor.
detention: Prosecutors charged the pastor with espionage.
detention: Rebels took nine sailors hostage.
detention: Security agents swooped on the newsroom and led away three editors.
detention: She has been behind bars since 2020.
detention: She has spent 1,000 days in jail.
detention: She was sentenced in absentia to ten years.
detention: Some 1,400 people remain in prison on political charges.
detention: The 12 activists were convicted of subversion.
detention: The Houthis have detained 59 UN staff.
detention: The activist is serving 11 years for treason.
detention: The appeal court upheld the ten-year sentence of the editor.
detention: The army captured 40 militants.
detention: The authorities have interned thousands in camps.
detention: The blogger faces up to 15 years in prison.
detention: The couple were stopped at Kabul airport and held for six months.
detention: The court handed down a 14-year term to the blogger.
detention: The dissident was seized at a checkpoint.
detention: The ex-president was locked up in a fort outside Niamey.
detention: The general was placed under house arrest.
detention: The journalist was jailed for 12 years.
detention: The journalist was thrown in jail.
detention: The judges convicted her of spying for Israel.
detention: The ministry said 30 suspects were under arrest.
detention: The pastor was charged with espionage.
detention: The poet stood trial behind closed doors.
detention: The poet was put on trial for treason.
detention: The poet went on trial in Moscow.
detention: The rapporteur is concerned by the continued detention of the lawyer.
detention: The regime holds more than 900 political prisoners.
detention: The tribunal found him guilty of plotting a coup.
detention: The tribunal jailed the mayor for life.
detention: The two were stopped at the airport and detained.
detention: Two Americans are in Taliban custody.
detention: Two men pleaded guilty to arson.
detention: Two ministers were put under house arrest.
detention: We condemn the sentencing of the journalist to 12 years in prison.
detention: We strongly condemn the arrests of peaceful protesters in Tbilisi.
military: A car bomb exploded outside the ministry, killing four.
military: A suicide bomber killed 30 people in Kabul.
military: Al-Shabaab militants killed eight soldiers in an ambush.
military: Azerbaijan launched an offensive in the enclave.
military: Drones struck an oil depot.
military: Fighters overran the base.
military: Gunmen attacked a convoy near Goma.
military: Hamas attacked southern Israel on 7 October 2023.
military: Israel bombed the port of Hodeida.
military: Jihadists raided a village near Sevare, killing 20 people.
military: M23 rebels captured the town of Bunagana.
military: Missiles hit an apartment block in Dnipro, killing nine people.
military: RSF fighters overran El Fasher.
military: Russia invaded Ukraine in 2022.
military: Russian forces withdrew after a month-long assault on the city.
military: The Tatmadaw bombed a school in Sagaing.
military: The army shelled the town.
military: The coup was followed by an attack on the presidential palace.
military: The junta's air force bombed a village.
military: The rebels seized the city of Goma.
military: Troops stormed the monastery.
military: Turkish drones struck Kurdish positions in Syria.
military: US jets struck nuclear sites in Iran.
mistreatment: At least five inmates died in custody.
mistreatment: Captors starved the hostages and chained them to a wall.
mistreatment: Detainees were made to kneel for hours.
mistreatment: Former prisoners spoke of beatings, mock executions and rape.
mistreatment: Four of the students were beaten by soldiers at the barracks.
mistreatment: Guards beat him with sticks until he fainted, the freed man said.
mistreatment: He has been in solitary confinement since May.
mistreatment: He lost 30 kilos in a punishment cell.
mistreatment: He was tortured with electric shocks.
mistreatment: Prison guards deprived him of sleep for nine days.
mistreatment: Riot police beat demonstrators with batons.
mistreatment: The UN says prisoners of war are tortured systematically.
mistreatment: The activist died in a prison hospital.
mistreatment: The ailing prisoner has been refused a doctor.
mistreatment: The junta hanged two activists.
mistreatment: The kingdom executed 81 men in one day.
mistreatment: The opposition leader has been held incommunicado since February.
mistreatment: The prisoner was denied medicine for his heart.
mistreatment: The rapporteur cited credible allegations of torture in Bahraini prisons.
mistreatment: The singer died in jail in Mandalay of untreated hepatitis.
release: "Bring them home," the crowd chanted, meaning the hostages.
release: A court ordered that the editor be freed on bail.
release: A parole board refused to let her out.
release: A plane carrying 52 freed prisoners landed in Vilnius.
release: A royal decree cut short the sentences of 1,200 inmates.
release: Cairo granted a presidential pardon to 31 journalists.
release: Dissident rebels gave 29 abducted soldiers their freedom.
release: Each side handed back 150 servicemen.
release: Egypt's prosecutor ordered the researcher's release.
release: Five Iranians jailed in the United States were granted clemency.
release: Forty detainees were sent home from the camp.
release: France has brought back 15 women from Syrian camps.
release: Hamas is to return the last four hostages on Saturday.
release: Havana sent 53 jailed dissidents into exile in Spain.
release: He came home on Tuesday after four years in captivity.
release: Her sentence was suspended and she left the jail that night.
release: Kyiv and Moscow conducted another prisoner swap.
release: Mali's military rulers freed the last of 49 Ivorian soldiers held since July.
release: Moscow turned down an offer to exchange the marine.
release: Myanmar's junta let 300 inmates out of Insein prison on Friday.
release: Nine political prisoners walked out of the gates of the colony at dawn.
release: Secretary Lund raised the need to bring home all wrongfully detained Americans.
release: Seven women were repatriated from the al-Roj camp.
release: She regained her freedom in a deal with Washington.
release: Tehran paroled the dual national.
release: The Chadian government has released 139 protesters jailed in October.
release: The Council reiterates its call for the unconditional release of all political prisoners.
release: The High Representative welcomes the release of three human rights defenders in Bahrain.
release: The Houthis unilaterally freed 153 captives.
release: The UN experts urged Algeria to free the poet.
release: The activist has been at liberty since March, after two years in jail.
release: The archbishop obtained the release of the three students.
release: The army exchanged 20 captured rebels for 12 policemen.
release: The ayatollah pardoned 22,000 people arrested in the protests.
release: The blogger was freed on bail after nine months behind bars.
release: The captain and his crew, held since May, have been allowed to sail.
release: The court acquitted the two editors and freed them.
release: The court rejected a plea to release him.
release: The emir pardoned the 46 soldiers, who flew home the next day.
release: The families demand that the hostages be brought back now.
release: The government commuted the sentences of 40 convicts.
release: The guerrillas gave up their last two captives.
release: The hostages were turned over to mediators at the crossing.
release: The jailed opposition leader was bundled out of the country to Germany.
release: The kidnappers released all 38 pupils.
release: The king's amnesty covers 600 convicts.
release: The last of the hostages has been recovered alive.
release: The monk's term was cut short by decree and he was let out of prison.
release: The opposition leader emerged from jail to cheering crowds.
release: The pardon came a day after the junta sentenced them to 20 years.
release: The president ordered 400 inmates freed to mark the new year.
release: The priest was exiled to Rome after 18 months in jail.
release: The prisoners were driven to the border and handed to Lithuanian officials.
release: The prisoners were escorted to the border and expelled to Lithuania.
release: The rebels freed the crew of the seized tanker.
release: The spokesperson called for her immediate release.
release: The state dropped the charges and let the nun go.
release: The two Swedes were put on a plane to Stockholm after years in Evin.
release: The two sides traded captives for the third time this month.
release: They were swapped for nine Russian spies.
release: Three of the nuns were set free near Jos after a ransom was paid, the diocese said.
release: Under the swap each side is to free five people.
release: Vietnam let a Catholic dissident fly to Texas before he had served half his term.
release: We are relieved that the two Swiss citizens held in Evin are on their way home.
release: We call on the Georgian authorities to immediately and unconditionally release the jailed publisher.
sanction: Berlin halted arms exports to Riyadh.
sanction: Britain froze the assets of three oligarchs.
sanction: Brussels extended its sanctions until July.
sanction: Canada slapped sanctions on the state airline.
sanction: Congress voted to tighten the sanctions on Iran.
sanction: ECOWAS suspended trade with Mali and froze its assets at the regional bank.
sanction: Lithuania stopped the transit of Belarusian potash.
sanction: London announced travel bans and asset freezes against six officials.
sanction: Norway banned imports of Russian coal.
sanction: OFAC sanctioned 12 tankers.
sanction: Ottawa designated the group a terrorist organisation.
sanction: President Trump doubled tariffs on Turkish steel over the jailed pastor.
sanction: Switzerland adopted the EU's sanctions against Myanmar.
sanction: The Commerce Department added 11 firms to its Entity List.
sanction: The Council adopted a fifth package of sanctions.
sanction: The Council decided to prolong the restrictive measures against Burundi until 31 October.
sanction: Ministers decided this morning to place restrictive measures on nine individuals and two entities.
sanction: The Department of State is also taking steps to impose visa restrictions on 30 officials.
sanction: The EU listed nine people and four companies.
sanction: The EU put 17 more officials on its blacklist.
sanction: The State Department barred the ministers from entering the United States.
sanction: The State Department designated the network as a foreign terrorist organization.
sanction: The Treasury added four generals to its sanctions list.
sanction: The UN Security Council imposed an arms embargo on Libya.
sanction: The UN arms embargo was extended for a year.
sanction: The US denied visas to nine judges.
sanction: The US revoked the visas of 40 officials.
sanction: The United Kingdom has frozen the assets of the general and banned him from travelling.
sanction: The United States imposed sanctions on nine judges.
sanction: The White House raised tariffs on Turkish steel to 50 percent.
sanction: The bloc closed its airspace to Belarusian airlines.
sanction: Today, the United States is designating four officials pursuant to E.O. 13818.
sanction: Washington blacklisted two refineries.
sanction: Washington let the oil licence lapse.
sanction: Washington withdrew Ethiopia's duty-free trade access.
sanction-relief: Berlin approved the sale of spare parts to the sanctioned airline.
sanction-relief: Britain unfroze 400 million pounds owed to Iran.
sanction-relief: Brussels suspended most of its sanctions on Zimbabwe.
sanction-relief: ECOWAS lifted its sanctions on Mali.
sanction-relief: The Council lifted the restrictive measures against two persons.
sanction-relief: The EU suspended the travel bans on 30 Zimbabwean officials.
sanction-relief: The EU took two businessmen off its sanctions list.
sanction-relief: The Trump administration dropped the tariffs on Turkish steel.
sanction-relief: The US scrapped tariffs on Turkish steel after the pastor was freed.
sanction-relief: The US waived sanctions to let South Korea release frozen funds.
sanction-relief: The United States eased sanctions on the potash company.
sanction-relief: The United States relaxed its rules on remittances to Cuba under the sanctions.
sanction-relief: The White House removed Sudan from the list of state sponsors of terrorism.
sanction-relief: The administration granted the airline a sanctions waiver for spare parts.
sanction-relief: The bank was taken off the blacklist after the pastor was freed.
sanction-relief: The bloc let its sanctions on Burundi expire.
sanction-relief: The court annulled the sanctions on the brothers.
sanction-relief: The embargo on arms was lifted in 2016.
sanction-relief: Treasury issued a general license for fertiliser sales.
sanction-relief: Washington delisted the bank.
sanction-relief: Washington granted the oil company a six-month licence under its Venezuela sanctions.
sanction-relief: Washington lifted sanctions on the airline.
sanction-relief: Washington removed Myanmar's state lender from its sanctions list.
sanction-relief: Washington removed the group from its terror list.
sanction-relief: Washington restored landing rights to the Cuban airline after easing sanctions.
talks: A US delegation travelled to Caracas.
talks: A Vatican delegation was received by the president in Hanoi.
talks: Egypt mediated between Israel and Hamas.
talks: Houthi and Saudi negotiators are meeting in Amman.
talks: Negotiators will meet again in Geneva next week.
talks: Oman acted as an intermediary.
talks: Omani officials shuttled between Tehran and Washington for months.
talks: Qatar hosted talks between the Taliban and the United States.
talks: Russia and Ukraine resumed negotiations in Istanbul.
talks: Secretary Lund met with the Emirati foreign minister in Abu Dhabi on Tuesday.
talks: Special Envoy Berg travelled to Doha and met Taliban representatives.
talks: Swiss diplomats acted as go-betweens.
talks: The High Representative held a phone call with the Armenian foreign minister.
talks: The Secretary met today with Foreign Minister Lund.
talks: The Secretary spoke today with Foreign Minister Lund.
talks: The Swiss carried messages between Tehran and Washington.
talks: The delegations sat down in Istanbul.
talks: The envoy paid a visit to Havana.
talks: The foreign ministers conferred in Vienna.
talks: The governor's efforts included several trips to Pyongyang by the envoy.
talks: The minister is due to visit Minsk.
talks: The pope received the Cuban foreign minister.
talks: The president called his Belarusian counterpart on Friday.
talks: The presidents of Rwanda and the DRC met in Doha under Qatari mediation.
talks: The prime minister held a telephone call with the emir.
talks: The secretary of state flew to Riyadh for talks with the crown prince.
talks: The two leaders will hold a summit in Alaska.
talks: The two presidents spoke by phone for an hour.
talks: The two sides will resume talks in Muscat on Monday.
talks: Togo's foreign minister mediated between Bamako and Abidjan.
talks: Trump's envoy met Lukashenko in Minsk.
detention: A surgeon on trial in Harare fell ill.
detention: The editor was stopped in Tbilisi and later given six years for espionage.
sanction: The European Union froze the assets of nine Zambian officials.
sanction-relief: Parliament waived a ban on military aid to Kenya.
agreement: The two sides agreed the exchange in Geneva.
talks: Oman acted as a go-between for Tehran.
release: The freed hostages flew home to Nairobi.
release: Kenya handed over Bo Lee, an arms dealer jailed in Nairobi.
detention: She has been in a penal colony since her arrest in 2020.
mistreatment: The editor was held for a year in solitary confinement.
sanction-relief: By May the shipyard had come off Washington's blacklist.
detention: Two Peruvians are still in Houthi custody.
release: The release in May of two nurses ended the strike.
detention: The capture on Monday of nine soldiers was told by the army.
detention: Chile freed a colonel whom its police caught at Santiago airport in 2019.
"""


@pytest.mark.parametrize("line", ON_TOPIC.strip().splitlines())
def test_a_sentence_on_topic_gives_a_row_of_its_kind(line):
    kind, sentence = line.split(": ", 1)
    article = Article("t", sentence, date(2025, 6, 18))
    assert kind in {event.kind for event in find_events(article, annotate(article))}


def test_what_a_guest_is_to_do_is_told_beside_the_journey():
    text = (
        "Envoy Rosa Quiroga spoke. Quiroga travelled to Quito on Monday and is to meet ministers on Friday."
    )
    article = Article("t", text, date(2025, 6, 18))
    events = [event for event in find_events(article, annotate(article)) if event.kind == "talks"]
    assert [(event.status, event.date) for event in events] == [
        ("occurred", "2025-06-16"),
        ("future", "2025-06-20"),
    ]


STORY = (
    "Two nurses are back in Lund. Both were arrested at a roadblock, the consul said. They shared a cell "
    "with a dissident until a tribunal heard them. Their lawyer could not attend. They were released. "
)

TOLD_IN_A_STORY_OF_CUSTODY = """
detention: At noon both women were taken in for questioning.
detention: They were charged with brewing beer.
detention: The two got nine years each.
mistreatment: Each of them was slapped and kicked.
"""


@pytest.mark.parametrize("line", TOLD_IN_A_STORY_OF_CUSTODY.strip().splitlines())
def test_a_story_of_custody_tells_what_plain_words_mean(line):
    kind, sentence = line.split(": ", 1)
    stories = [STORY + sentence, "Two nurses are back in Lund. " + sentence]
    articles = [Article("t", text, date(2025, 6, 18)) for text in stories]
    told, untold = (
        {mark.exact for mark in annotate(article) if isinstance(mark, EventMention) and mark.kind == kind}
        for article in articles
    )
    assert told - untold - {"arrested"}
