"""Headings that tables often have, in English and French, by what they mean in a mapping."""

from __future__ import annotations

from negotiation.importing.table import Headed, folded

_WORDS = {
    "ids": "id, event id, event no, ref, reference, identifiant, numero, no",
    "when": "date, event date, day, when, start date, date start, from, date de l'événement, "
    "date événement, date of event, jour, date début, début, date de début",
    "until": "end date, date end, until, to date, date fin, date de fin, fin",
    "kinds": "kind, event type, type, event kind, what, category, type of event, type d'événement, "
    "type événement, catégorie, nature",
    "subkinds": "sub type, sub event type, subtype, sous type, sous-catégorie",
    "label": "title, label, event, name, titre, événement, intitulé, libellé",
    "note": "description, notes, note, summary, remarks, comment, comments, details, "
    "remark, remarks, résumé, commentaire, commentaires, remarque, remarques, détails",
    "by": "by, who, initiator, initiative de, par, qui",
    "to": "target, recipient, to, cible, destinataire, à",
    "with": "actor, actors, actor1, actor2, actor 1, actor 2, parties, party, participants, "
    "side a, side b, acteur, acteurs, acteur 1, acteur 2, partie",
    "places": "place, location, town, city, village, site, lieu, localité, ville, endroit",
    "within": "province, governorate, district, region, admin1, country, gouvernorat, région, pays",
    "attributed": "source, sources, according to, selon",
    "outlet": "outlet, publisher, newspaper, media, journal, média, publication",
    "document-title": "headline, article, article title, titre de l'article",
    "url": "url, link, lien, address, adresse",
    "published": "published, publication date, date published, date de publication, publié le",
    "fatalities": "fatalities, deaths, killed, dead, morts, tués, décès, victimes",
}
SYNONYMS = {
    field: frozenset(folded(word) for word in words.split(",")) for field, words in _WORDS.items()
}


def guessed(table: Headed) -> dict[str, list[str]]:
    """Give the headings of a table by what they seem to be, in the table's order."""
    found: dict[str, list[str]] = {}
    for heading in table.headings.values():
        field = next((key for key, words in SYNONYMS.items() if folded(heading) in words), None)
        if field is not None:
            found.setdefault(field, []).append(heading)
    return found
