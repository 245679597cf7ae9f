# language: eo
Trajto: Lingvo sen vortprovizo

  Scenaro: La unuaj interparoloj
    Donitaĵo the chronology "valley"
    Se all events are replayed
    Do the "phase" was "talks" on 4 March 2031
