/** The codes of Twilio's debugger that the checks name. */
export const twilioCodes = {
  httpRetrievalFailure: 11200,
  bodyTooLarge: 11750,
  emptyBody: 11770,
  invalidContentType: 12300,
  callbackFailed: 15003,
} as const
