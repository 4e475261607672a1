"""Whether what a sentence names happened: denials, plans, hopes, conditions, and verbs joined to them."""

from datetime import date

import pytest

from prisoner_diplomacy.article import Article
from prisoner_diplomacy.reading.triggers import annotate_mentions
from prisoner_diplomacy.text.document import Document

STATUSES = [
    ("The office said in a press statement the detention of nine monks was over.", "detention", "occurred"),
    ("An envoy who helped negotiate the ceasefire in Oslo was there.", "agreement", "occurred"),
    ("Norway has called for sanctions against Minsk for detaining nine monks.", "detention", "occurred"),
    ("Norway has called for releasing nine monks.", "release", "hypothetical"),
    ("The captors had called for help for a monk being jailed by the authorities.", "detention", "occurred"),
    ("The monks fled to avoid being jailed by the authorities.", "detention", "hypothetical"),
    ("Nine editors left Minsk without ever having been charged with sedition.", "detention", "negated"),
    (
        "Peace talks between Norway, Belarus and Latvia in the far north will resume soon.",
        "talks",
        "future",
    ),
    ("Peace talks in Norway, he said, were over, and he will resume his leave.", "talks", "occurred"),
    ("Minsk acted in an effort to promote “peace talks” with Norway.", "talks", "hypothetical"),
    ('Minsk acted in an effort to promote "peace talks" with Norway.', "talks", "hypothetical"),
    ("The peace talks with Norway failed to make headway.", "talks", "occurred"),
    ("She was named to work for the safe return of nine hostages.", "release", "hypothetical"),
    ("The kidnappers had demanded food, along with the release of nine nurses.", "release", "hypothetical"),
    ("Canada put pressure on Iran to release nine editors.", "release", "hypothetical"),
    ("The agreement includes the release of nine hostages.", "release", "future"),
    ("The two governments regretted their failure to release the nurses.", "release", "negated"),
    ("The release of nine nurses set for Thursday is in doubt.", "release", "future"),
    ("She should never have been jailed, her lawyer said.", "detention", "occurred"),
    ("The editor was held for a year until he was released.", "release", "occurred"),
    ("The editor will stay in jail until he is pardoned by the president.", "release", "hypothetical"),
    ("The premier pledged to send an ambassador back and release nine inmates.", "release", "future"),
    ("The junta plans to lift the curfew and pardon nine monks.", "release", "future"),
    (
        "Lisbon may lift its embargo, open a consulate again and release the four pilots.",
        "release",
        "hypothetical",
    ),
    (
        "Lisbon may lift its embargo, open a consulate again and release the four pilots.",
        "appointment",
        "hypothetical",
    ),
    ("Her lawyers urged judges to quash the ruling and free the poet.", "release", "hypothetical"),
    ("The general swore never to end the embargo nor release the poet.", "release", "negated"),
    ("The general refused to open the gates or free the monks.", "release", "negated"),
    ("She hopes to see her son, thank the envoy and bring the captives home.", "release", "hypothetical"),
    ("Iran will open a bridge and free nine prisoners.", "release", "future"),
    ("Iran opened a bridge and freed nine prisoners.", "release", "occurred"),
    ("Iran opened a bridge and will free nine prisoners.", "release", "future"),
    ("Instead of releasing the nurses, judges gave them two more years.", "release", "negated"),
    ("Rather than release the nurses, judges gave them two more years.", "release", "negated"),
    ("Police held the two for a week without charging them with treason.", "detention", "negated"),
    ("The warden refused to free the poet.", "release", "negated"),
    ("The talks failed to free the poet.", "release", "negated"),
    ("The two governments agreed in May to free nine prisoners.", "release", "future"),
    ("Iran has agreed to free nine prisoners.", "release", "future"),
    ("The two armies signed a deal to free nine prisoners.", "release", "future"),
    ("The bishop calls for the release of nine prisoners.", "release", "hypothetical"),
    (
        "She has been urging support from states, including Malta, for the poet's release from prison.",
        "release",
        "hypothetical",
    ),
    ("She seeks help from Malta, Spain and Oman for the release of the poet.", "release", "hypothetical"),
    ("Iran, which urged calm, was praised by Oman for the release of the poet.", "release", "occurred"),
    ("The bishop called again for the release of nine prisoners.", "release", "hypothetical"),
    ("The ministry renewed its call for the release of the editor.", "release", "hypothetical"),
    ("The president ordered the release of nine prisoners.", "release", "occurred"),
    ("If the nine prisoners are freed, the embassy will reopen.", "release", "hypothetical"),
    ("Nothing will change unless the nine prisoners are freed.", "release", "hypothetical"),
    ("Talks will go on until the last prisoners are freed.", "release", "hypothetical"),
    ("It is unclear whether the nine prisoners were freed.", "release", "hypothetical"),
    ("Iran would free the nine prisoners only if the sanctions were lifted.", "release", "hypothetical"),
    ("Relatives hope that the nine prisoners will be freed.", "release", "hypothetical"),
    ("The envoy was able to free nine prisoners.", "release", "occurred"),
    ("The envoy may be able to free nine prisoners.", "release", "hypothetical"),
    ("The envoy managed to free nine prisoners.", "release", "occurred"),
    ("Qatar helped free nine prisoners.", "release", "occurred"),
    ("Qatar will help free nine prisoners.", "release", "future"),
    ("The rebels began to free prisoners on Monday.", "release", "occurred"),
    ("The rebels continue to hold nine sailors captive.", "detention", "occurred"),
    ("The council took steps to impose sanctions on the bank.", "sanction", "occurred"),
    ("The council will take steps to impose sanctions on the bank.", "sanction", "future"),
    ("Canada threatened to expel the ambassador and impose sanctions.", "sanction", "hypothetical"),
    ("The family tried to have the editor freed.", "release", "hypothetical"),
    ("The family wants to see the editor freed.", "release", "hypothetical"),
    ("The ministry denied that guards had beaten the prisoners.", "mistreatment", "negated"),
    ("The junta has no plans to free the nine prisoners.", "release", "negated"),
    ("Iran has yet to free the nine prisoners.", "release", "negated"),
    ("Oman was not asked to mediate.", "talks", "negated"),
    (
        "The bureau offers a reward for information leading to the arrest or conviction of the banker.",
        "detention",
        "hypothetical",
    ),
    ("Iran frees nine prisoners after talks", "release", "occurred"),
    ("Iran is set to free nine prisoners.", "release", "future"),
    ("Nine prisoners are due to be freed on Monday.", "release", "future"),
    ("Nine prisoners are to be freed on Monday.", "release", "future"),
    ("Will the prisoners be freed?", "release", "future"),
    ("Nobody was freed.", "release", "negated"),
    ("None of the prisoners was freed.", "release", "negated"),
    ("The pope urged the junta to stop the shelling and release the captives.", "release", "hypothetical"),
    ("The envoys met to discuss the release of the prisoners.", "release", "hypothetical"),
    ("After freeing nine prisoners, the rebels left.", "release", "occurred"),
    ("The prisoners must be let go.", "release", "hypothetical"),
    ("“Free the two editors,” she said.", "release", "hypothetical"),
    ("The minister ruled out a release of the prisoners.", "release", "negated"),
    ("The envoy worked to secure the release of the editor.", "release", "hypothetical"),
    ("The spokesman said the nine prisoners would be freed.", "release", "future"),
    ("The exchange of prisoners took place at dawn.", "release", "occurred"),
    ("The exchange of prisoners was called off.", "release", "negated"),
    ("The exchange of prisoners was postponed.", "release", "future"),
    ("The sailors risk being jailed.", "detention", "hypothetical"),
    ("The killers must be brought to justice.", "detention", "hypothetical"),
    ("The ministry hinted that it might release the monks and close the camp.", "release", "hypothetical"),
    (
        "Lawyers demanded the closing of the camp, the release of the monks and a trial.",
        "release",
        "hypothetical",
    ),
    ("The two presidents will meet in Oslo and sign a treaty.", "agreement", "future"),
    ("The two presidents met in Oslo and signed a treaty.", "agreement", "occurred"),
    ("Ministers failed to agree on a truce.", "agreement", "negated"),
    ("The rebels accepted a truce.", "agreement", "occurred"),
    ("The rebels rejected a truce.", "agreement", "negated"),
    ("The minister urged the court to think again and spoke with the envoy.", "talks", "occurred"),
    ("The junta holds no one in prison.", "detention", "negated"),
    ("The editor turned down a pardon in jail.", "release", "negated"),
    ("The army will answer for its attacks.", "military", "occurred"),
    ("It was the third batch of prisoners to leave prison.", "release", "occurred"),
    (
        "The editor has been denied medicine and kept from seeing a lawyer in prison.",
        "mistreatment",
        "occurred",
    ),
    ("Nobody will cheer until all three hostages are free.", "release", "hypothetical"),
    ("The rebels propose an exchange of captives.", "release", "hypothetical"),
]


@pytest.mark.parametrize(("sentence", "kind", "status"), STATUSES)
def test_status_of_each_mention_of_a_kind(sentence, kind, status):
    mentions = annotate_mentions(Document(Article("t", sentence, date(2025, 6, 18))), [])
    assert {mention.status for mention in mentions if mention.kind == kind} == {status}


def test_a_sentence_full_of_triggers_costs_no_more_for_each():
    clause = "the junta held and freed the men, met the envoy, lifted sanctions and promised to free "
    few, many = (
        annotate_mentions(Document(Article("t", clause * n + "them.", date(2025, 6, 18))), [])
        for n in (2, 200)
    )
    assert len(many) >= 90 * len(few)
