/** The headers of an answer that a comparison looks at, in lower case: those that Twilio acts upon. */
export const comparedHeaders: ReadonlySet<string> = new Set(['content-type', 'location'])
