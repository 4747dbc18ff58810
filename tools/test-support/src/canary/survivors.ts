/** The placements that are still readable after redaction, each with the reason. None is a number, a SID, a credential or a card. */
export const survivors: ReadonlyMap<string, string> = new Map([
  [
    'a host with a name',
    'The host of the URL is that of the app, as it is configured: it is the own one and no secret.',
  ],
  [
    'the name of a header',
    'A word in the name of a header cannot be told from the words that such names are made of.',
  ],
  [
    'the description of a payment',
    'The wording of the app, about somebody whose name was in no request of the call and has no shape.',
  ],
  [
    'the name of a transcription',
    'The hints for speech recognition are the wording of the app, and name nobody who is known in the call.',
  ],
])
