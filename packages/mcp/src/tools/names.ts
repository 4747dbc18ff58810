import * as v from 'valibot'

/** The name of a webhook kind: `dial.action`. */
export const kindName: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z.-]{1,60}$/, 'A webhook kind looks like dial.action or voice.incoming-pstn.'),
)
