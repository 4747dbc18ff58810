import type { CauseCode, UrlCauseCode } from './cause-code.ts'
import type { Fixes } from '../model.ts'

const token: Fixes = {
  express: 'app.use(twilio.webhook({ validate: true }, process.env.TWILIO_AUTH_TOKEN))',
  fastify: `const valid = twilio.validateRequest(process.env.TWILIO_AUTH_TOKEN, request.headers['x-twilio-signature'], url, request.body)`,
  hono: `const valid = twilio.validateRequest(process.env.TWILIO_AUTH_TOKEN, c.req.header('X-Twilio-Signature'), url, parameters)`,
  nextjs: `const valid = twilio.validateRequest(process.env.TWILIO_AUTH_TOKEN, request.headers.get('X-Twilio-Signature'), url, parameters)`,
}

const tidyToken: Fixes = {
  express: 'app.use(twilio.webhook({ validate: true }, process.env.TWILIO_AUTH_TOKEN.trim()))',
  fastify: 'const authToken = process.env.TWILIO_AUTH_TOKEN.trim()',
  hono: 'const authToken = c.env.TWILIO_AUTH_TOKEN.trim()',
  nextjs: 'const authToken = process.env.TWILIO_AUTH_TOKEN.trim()',
}

const header: Fixes = {
  express: `const signature = req.get('X-Twilio-Signature')`,
  fastify: `const signature = request.headers['x-twilio-signature']`,
  hono: `const signature = c.req.header('X-Twilio-Signature')`,
  nextjs: `const signature = request.headers.get('X-Twilio-Signature')`,
}

const urlOnly: Fixes = {
  express: `const valid = twilio.validateRequest(authToken, req.get('X-Twilio-Signature'), url, {})`,
  fastify: `const valid = twilio.validateRequest(authToken, request.headers['x-twilio-signature'], url, {})`,
  hono: `const valid = twilio.validateRequest(authToken, c.req.header('X-Twilio-Signature'), url, {})`,
  nextjs: `const valid = twilio.validateRequest(authToken, request.headers.get('X-Twilio-Signature'), url, {})`,
}

const formParser: Fixes = {
  express: 'app.use(express.urlencoded({ extended: false }))',
  fastify: `await app.register(import('@fastify/formbody'))`,
  hono: 'const parameters = await c.req.parseBody({ all: true })',
  nextjs: 'const parameters = Object.fromEntries(await request.formData())',
}

const beforeChanges: Fixes = {
  express: 'app.use(express.urlencoded({ extended: false }), twilio.webhook())',
  fastify: `app.addHook('preValidation', verifyTwilioSignature)`,
  hono: 'const parameters = Object.fromEntries(new URLSearchParams(await c.req.text()))',
  nextjs: 'const parameters = Object.fromEntries(new URLSearchParams(await request.text()))',
}

const repeated: Fixes = {
  express: 'app.use(express.urlencoded({ extended: false }), twilio.webhook())',
  fastify: `await app.register(import('@fastify/formbody'))`,
  hono: 'const parameters = await c.req.parseBody({ all: true })',
  nextjs:
    'const form = await request.formData(), parameters = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]))',
}

const rawBody: Fixes = {
  express:
    'app.use(express.json({ verify: (req, _response, buffer) => { req.rawBody = buffer.toString() } }))',
  fastify: `await app.register(import('fastify-raw-body')), twilio.validateRequestWithBody(authToken, request.headers['x-twilio-signature'], url, request.rawBody)`,
  hono: `const valid = twilio.validateRequestWithBody(authToken, c.req.header('X-Twilio-Signature'), url, await c.req.text())`,
  nextjs: `const valid = twilio.validateRequestWithBody(authToken, request.headers.get('X-Twilio-Signature'), url, await request.text())`,
}

/** The line that repairs each cause that does not lie in the URL. `url` is the public URL in each of them. */
export const contentFixes: Readonly<Record<Exclude<CauseCode, UrlCauseCode>, Fixes>> = {
  'auth-token-secondary': token,
  'auth-token-test': token,
  'auth-token-live': token,
  'auth-token-subaccount': token,
  'auth-token-other': token,
  'auth-token-untidy': tidyToken,
  'signature-untidy': header,
  'parameters-counted-in-get': urlOnly,
  'parameters-counted-beside-body-hash': rawBody,
  'parameters-not-signed': urlOnly,
  'body-not-parsed': formParser,
  'parameters-added': beforeChanges,
  'parameters-merged-with-query': beforeChanges,
  'parameters-dropped': beforeChanges,
  'parameters-trimmed': beforeChanges,
  'parameters-null': beforeChanges,
  'parameters-nested': formParser,
  'parameters-renamed': beforeChanges,
  'parameters-repeated': repeated,
  'parameters-coerced': beforeChanges,
  'parameters-plus': formParser,
  'parameters-not-decoded': formParser,
  'parameters-charset': beforeChanges,
  'parameters-line-breaks': beforeChanges,
  'parameters-escaped': beforeChanges,
  'parameters-changed': beforeChanges,
  'body-changed': rawBody,
  'body-serialised-again': rawBody,
}
