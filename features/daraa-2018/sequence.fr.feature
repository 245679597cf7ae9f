# language: fr
Fonctionnalité: Deraa, juin et juillet 2018 : la séquence documentée

  Contexte:
    Soit la chronologie "daraa-2018"

  Règle: Cessez-le-feu, exigences, rupture, bombardements, reprise

    Contexte:
      Quand tous les événements sont rejoués

    Scénario: La séquence entière
      Alors la piste "phase" est passée par ces états :
        | état        | depuis                         |
        | before      |                                |
        | offensive   | 19 juin 2018                   |
        | ceasefire   | 30 juin 2018 à 19 h 00         |
        | demands     | 1er juillet 2018               |
        | collapse    | l’après-midi du 4 juillet 2018 |
        | bombardment | l’après-midi du 4 juillet 2018 |
        | resumption  | 5 juillet 2018                 |
      Et la piste "phase" est passée directement de l’état "demands" à l’état "collapse"
      Et la piste "phase" n’a jamais été à l’état "settlement"

    Scénario: Le cessez-le-feu prend effet le samedi soir, à une heure rapportée
      Alors la piste "ceasefire" était à l’état "none" le 30 juin 2018 à 18:59
      Et la piste "ceasefire" était à l’état "in-effect" le 30 juin 2018
      Et la piste "ceasefire" était à l’état "in-effect" tout au long du 1er juillet 2018
      Et la piste "ceasefire" était à l’état "in-effect" pendant au moins 3 jours

    Scénario: Les hostilités se rallument et retombent sans nouveau cessez-le-feu
      Alors la piste "hostilities" était à l’état "intense" à un moment donné du 4 juillet 2018
      Et la piste "hostilities" était à l’état "reduced" le 5 juillet 2018
      Mais le dernier état connu de la piste "ceasefire" était "broken"

    Scénario: L’ultimatum précède la dernière séance
      Alors l’événement "ultimatum" est survenu avant l’événement "wednesday-session"
      Et l’événement "strikes-resume" est survenu le même jour que "joint-command-declares-failure"
      Et ces événements sont survenus dans cet ordre :
        | événement                      |
        | ultimatum                      |
        | wednesday-session              |
        | joint-command-declares-failure |
        | strikes-resume                 |
        | talks-resume                   |

    Scénario: Les pourparlers reprennent moins de deux jours après la rupture
      Alors "talks-resume" est survenu au plus tard 48 heures après "joint-command-declares-failure"
      Et "talks-resume" est survenu entre 40 heures et 2 jours après "joint-command-declares-failure"
      Mais les sources ne permettent pas de dire si "talks-resume" est survenu au plus tard 46 heures après "joint-command-declares-failure"

    Scénario: L’heure de la rupture n’est pas rapportée
      Alors les sources ne permettent pas de dire si la piste "process" était à l’état "suspended" le 4 juillet 2018 à 16 h
      Et la piste "process" était peut-être à l’état "suspended" le 4 juillet 2018 à 16 h
      Et la piste "process" n’était peut-être pas à l’état "suspended" le 4 juillet 2018 à 16 h
      Mais la piste "process" n’était pas à l’état "suspended" le 4 juillet 2018 à 13:00

    Scénario: La règle ne tient pas pour tous les échecs de séance
      Alors l’état "ended-without-agreement" de la piste "session" n’a pas toujours été suivi de l’état "intense" de la piste "hostilities" dans un délai de 24 heures
      Et la piste "session" a été à l’état "ended-without-agreement" exactement 2 fois

    Scénario: Les armes : d’abord lesquelles, puis d’un coup ou par étapes
      Alors la question "arms-scope" était à l’état "rejected" le 30 juin 2018
      Et la question "arms-scope" était à l’état "demanded" le 2 juillet 2018
      Et la question "arms-sequencing" était à l’état "not-raised" le 3 juillet 2018
      Et la question "safe-passage" a été soulevée par "rebels"

    Scénario: Ce qui est chiffré l’est avec sa marge
      Alors l’indicateur "displaced" était d’au moins 270 000 le 4 juillet 2018
      Et l’indicateur "displaced" était compris entre 270 000 et 330 000 le 4 juillet 2018
      Et l’indicateur "share-of-province" était d’environ 60 % le 4 juillet 2018
      Et l’indicateur "civilians-killed" ne diminue jamais

    Scénario: Ce sur quoi reposent les événements
      Alors l’événement "strikes-near-tafas" est recensé
      Et l’événement "strikes-near-tafas" ne s’écarte pas du modèle
      Et l’événement "all-at-once-insisted-on" est étayé par au moins 2 comptes rendus indépendants
      Et l’événement "saturday-meeting" repose uniquement sur "digest-2018-07-03"
      Et les sources divergent sur "saturday-meeting-fails"

    Scénario: L’ordre de l’offre et de l’annonce reste ouvert
      Alors les sources ne permettent pas de dire si l’événement "new-round-offered" est survenu avant "resumption-announced"

  Règle: Tout dépend de qui l’on lit, et quand

    Scénario: Le 3 juillet, personne n’a entendu parler de « d’un coup ou par étapes »
      Étant donné les seuls comptes rendus publiés jusqu’au 3 juillet 2018
      Quand tous les événements sont rejoués
      Alors le dernier état connu de la piste "issue/arms-sequencing" était "not-raised"
      Et l’événement "talks-resume" n’est pas recensé

    Scénario: Sans la revue de presse du 3 juillet, la règle tient
      Étant donné tous les comptes rendus sauf ceux de "digest-2018-07-03"
      Quand tous les événements sont rejoués
      Alors l’état "ended-without-agreement" de la piste "session" a toujours été suivi de l’état "intense" de la piste "hostilities" dans un délai de 24 heures

  Règle: Et si

    Scénario: Sans l’offre de nouveaux pourparlers ni leur annonce
      Quand l’événement "new-round-offered" est omis
      Et l’événement "resumption-announced" est omis
      Alors la piste "process" diffère de la chronologie le 5 juillet 2018
      Et la piste "hostilities" est conforme à la chronologie le 5 juillet 2018

    Scénario: Si la remise des armes par étapes avait été acceptée
      Quand la question "arms-sequencing" est réputée acceptée le 4 juillet 2018 en soirée
      Alors la question "arms-sequencing" était à l’état "accepted" le 4 juillet 2018
