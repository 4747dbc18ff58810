/** The words of Gather's `input`. */
export const inputType = { dtmf: 'dtmf', speech: 'speech' } as const

/** The value of `record` on Dial and Conference that records nothing. */
export const noRecording = 'do-not-record'

/** How addresses other than numbers begin. */
export const addressScheme = { sip: 'sip:', client: 'client:', whatsapp: 'whatsapp:' } as const
