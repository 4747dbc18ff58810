/** The options that describe a request to sign or to check. */
export const signOptions = {
  param: {
    type: 'string',
    array: true,
    default: [] as string[],
    describe: 'A parameter of the form body, Name=value; give it once for each',
  },
  body: { type: 'string', describe: 'The raw body instead of parameters' },
  'auth-token': { type: 'string', describe: 'The auth token (better: TWILIO_AUTH_TOKEN)' },
} as const
