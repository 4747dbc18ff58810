import { planInteractions, pinAnswers, pactFiles, verify, verifyProvider, type Route } from '../src/index.ts'
import { createTwilioClient } from '@ringback/simulator'
import * as ex from '../../../fixtures/apps/express/src/index.ts'
import * as fa from '../../../fixtures/apps/fastify/src/index.ts'
import * as ho from '../../../fixtures/apps/hono/src/index.ts'
import * as nh from '../../../fixtures/apps/node-http/src/index.ts'
const routes: Route[] = [
  { kind: 'voice.incoming-pstn', url: '/voice' },
  { kind: 'gather.action', url: '/voice/menu?attempt=1' },
  {
    kind: 'gather.action',
    url: '/voice/menu?attempt=1',
    parameters: { Digits: '3' },
    cases: 'plain',
    method: 'GET',
  },
  { kind: 'status.incoming-number', url: '/status' },
  { kind: 'dial.action', url: '/voice/sales-ended' },
]
const publicUrl = 'https://phone.example.com'
const app = await ex.startApp({ port: 0, authToken: 't', publicUrl })
const client = createTwilioClient({ authToken: 't', publicUrl, upstreamUrl: app.url })
const { interactions, failures } = await pinAnswers(planInteractions({ routes }), client)
await app.close()
const pacts = pactFiles(interactions, { provider: 'receptionist' })
for (const [n, m] of Object.entries<any>({ ex, fa, ho, nh })) {
  const app = await m.startApp({ port: 0, authToken: 't', publicUrl })
  const t = performance.now()
  const r = await verifyProvider({
    providerBaseUrl: app.url,
    publicUrl,
    authToken: 't',
    pacts,
    stateHandlers: { 'a call is in progress': (p: any) => ({ CallSid: 'CA' + '9'.repeat(32) }) },
  })
  console.log(
    n,
    r.counts,
    r.failures.slice(0, 3),
    Math.round(performance.now() - t) + 'ms',
    r.interactions.flatMap((i) => i.judgements).slice(0, 3),
  )
  await app.close()
}
const wrong = await ex.startApp({ port: 0, authToken: 'other', publicUrl })
console.log(
  (await verifyProvider({ providerBaseUrl: wrong.url, publicUrl, authToken: 't', pacts })).failures.slice(
    0,
    2,
  ),
)
await wrong.close()
