/** What the app behind every proxy answers: 400 bytes of TwiML. */
export const twiml: string =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="/voice/menu" numDigits="1" timeout="5">' +
  '<Say voice="Polly.Joanna">Thank you for calling Example Dental. For appointments press one, for billing press two, ' +
  'for our opening hours press three, or stay on the line and we will be with you in a moment.</Say></Gather>' +
  '<Redirect method="POST">/voice/incoming?tenant=42</Redirect></Response>'
