/** What the app of the bench answers, by path. */
export const answers: Readonly<Record<string, string>> = {
  '/voice':
    '<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1" action="/menu" timeout="5"><Say>Press 1 for sales, 2 for support.</Say></Gather></Response>',
  '/menu':
    '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Thank you. Goodbye.</Say><Hangup/></Response>',
}
