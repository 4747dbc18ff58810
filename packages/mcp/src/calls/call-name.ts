import * as v from 'valibot'

/** How a recorded call is named: no path, no pattern. */
export const callName: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.regex(/^[\w-]{4,64}$/, 'Pass a CallSid or the start of one, as list_recordings names it.'),
  v.description('`call` of list_recordings: a CallSid, or the start of one (at least 4 characters)'),
)

/** How an exchange is named. */
export const exchangeName: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.regex(/^[\w-]{4,64}$/, 'Pass the id of an exchange, as read_recording names it.'),
  v.description('The `id` of an exchange, from read_recording'),
)
