/** The options that describe a request to sign or to check. */
export const signOptions = {
  param: {
    type: 'string',
    repeat: true,
    default: [] as readonly string[],
    placeholder: '<name=value>',
    describe: 'A parameter of the form body',
  },
  body: { type: 'string', placeholder: '<body>', describe: 'The raw body, instead of parameters' },
  'auth-token': {
    type: 'string',
    placeholder: '<token>',
    describe: 'The auth token; better set TWILIO_AUTH_TOKEN',
  },
} as const
