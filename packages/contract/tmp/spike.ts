import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { planInteractions, pinAnswers, pactFiles, type Route } from '../src/index.ts'
import { createTwilioClient } from '@ringback/simulator'
import express from 'express'
import { startApp } from '../../../fixtures/apps/express/src/index.ts'
import corePkg from '@pact-foundation/pact-core'
process.env.PACT_DO_NOT_TRACK = 'true'
const core = (corePkg as any).default ?? corePkg
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
]
const app = await startApp({ port: 0, authToken: 't', publicUrl: 'https://phone.example.com' })
const client = createTwilioClient({
  authToken: 't',
  publicUrl: 'https://phone.example.com',
  upstreamUrl: app.url,
})
const { interactions, failures } = await pinAnswers(planInteractions({ routes }), client)
console.log(interactions.length, failures)
const files = pactFiles(interactions, { provider: 'receptionist' })
rmSync('/tmp/pacts', { recursive: true, force: true })
mkdirSync('/tmp/pacts')
for (const f of files) {
  console.log(f.name, f.pact.interactions.length)
  writeFileSync('/tmp/pacts/' + f.name, JSON.stringify(f.pact, null, 2))
}
// unsigned app
const seen: string[] = []
const { createServer } = await import('node:http')
const token = 't'
import { sign } from '@ringback/signature'
const front = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (c) => chunks.push(c))
  req.on('end', async () => {
    const body = Buffer.concat(chunks).toString()
    seen.push(req.method + ' ' + req.url + ' ' + body.slice(0, 300))
    const h: any = { ...req.headers }
    delete h.host
    delete h['accept-encoding']
    delete h['content-length']
    delete h.connection
    h['x-twilio-signature'] = sign({
      url: 'https://phone.example.com' + req.url,
      authToken: 't',
      ...(body ? { body, contentType: 'application/x-www-form-urlencoded' } : {}),
    } as any)
    const r = await fetch(app.url + req.url, { method: req.method!, headers: h, ...(body ? { body } : {}) })
    res.writeHead(r.status, { 'content-type': r.headers.get('content-type') ?? '' })
    res.end(await r.text())
  })
})
front.listen(0, '127.0.0.1')
await new Promise((r) => front.once('listening', r))
const base = 'http://127.0.0.1:' + (front.address() as any).port
let out
try {
  out = await core.verifyPacts({
    provider: 'receptionist',
    providerBaseUrl: base,
    pactUrls: files.map((f) => '/tmp/pacts/' + f.name),
    logLevel: 'error',
  })
} catch (e: any) {
  out = e.message
}
const j = JSON.parse(out)
console.log(
  j.result,
  JSON.stringify(
    j.interactionResults
      .filter((r: any) => r.result !== 'OK')
      .slice(0, 3)
      .map((r: any) => [r.description, r.mismatch]),
    null,
    1,
  ).slice(0, 3000),
)
console.log(seen.filter((s) => s.startsWith('GET')))
console.log(seen[0])
front.close()
front.closeAllConnections()
await app.close()
