import { mkdirSync, writeFileSync } from 'node:fs'
import corePkg from '@pact-foundation/pact-core'
import { createServer } from 'node:http'
process.env.PACT_DO_NOT_TRACK = 'true'
const core = (corePkg as any).default ?? corePkg
const T = { combine: 'AND', matchers: [{ match: 'type' }] },
  R = (r: string) => ({ combine: 'AND', matchers: [{ match: 'regex', regex: r }] })
const X = '<Response><Say>x</Say><Gather action="/a"/></Response>'
const variants: any = {
  none: [X, {}],
  A: [X, { "$.Response.Say['#text']": T, "$.Response.Gather['@action']": R('^/a$') }],
  B: [X, { '$.Response.Say': T, "$.Response.Gather['@action']": R('^/a$') }],
  C: [
    '<Response><Say/><Gather action="/a"/></Response>',
    { "$.Response.Say['#text']": T, "$.Response.Gather['#text']": T },
  ],
  D: [X, { "$.Response.Say[*]['#text']": T, "$.Response.Gather['@action']": R('^/a$') }],
}
const bodies: any = {
  same: '<Response><Say>hello</Say><Gather action="/a" timeout="5"><Say>m</Say></Gather></Response>',
  two: '<Response><Say>hello</Say><Say>hello2</Say><Gather action="/a" timeout="5"><Say>m</Say></Gather></Response>',
  twoG: '<Response><Say>hello</Say><Gather action="/a"/><Gather action="/a" timeout="5"><Say>m</Say></Gather></Response>',
  ssml: '<Response><Say>hello <break/> x</Say><Gather action="/a"/></Response>',
  order: '<Response><Gather action="/a"/><Say voice="x">hello</Say></Response>',
  nog: '<Response><Say>hello</Say></Response>',
  nosay: '<Response><Gather action="/a"/></Response>',
  act: '<Response><Say>hello</Say><Gather action="/b"/></Response>',
}
const s = createServer((q, r) => {
  q.resume()
  r.writeHead(200, { 'content-type': 'text/xml' })
  r.end(bodies[q.url!.slice(1)])
})
s.listen(0, '127.0.0.1')
await new Promise((r) => s.once('listening', r))
for (const [v, [xml, rules]] of Object.entries<any>(variants)) {
  writeFileSync(
    '/tmp/p.json',
    JSON.stringify({
      consumer: { name: 'a' },
      provider: { name: 'b' },
      interactions: Object.keys(bodies).map((k) => ({
        type: 'Synchronous/HTTP',
        description: k,
        request: { method: 'GET', path: '/' + k },
        response: {
          status: 200,
          body: { content: xml, contentType: 'text/xml', encoded: false },
          matchingRules: {
            body: rules,
            status: { $: { combine: 'AND', matchers: [{ match: 'statusCode', status: 'success' }] } },
          },
        },
      })),
      metadata: { pactSpecification: { version: '4.0' } },
    }),
  )
  let out
  try {
    out = await core.verifyPacts({
      provider: 'b',
      providerBaseUrl: 'http://127.0.0.1:' + (s.address() as any).port,
      pactUrls: ['/tmp/p.json'],
      logLevel: 'error',
    })
  } catch (e: any) {
    out = e.message
  }
  console.log(
    '##' + v,
    JSON.parse(out)
      .interactionResults.map(
        (r: any) =>
          r.description +
          ':' +
          (r.result === 'OK'
            ? 'ok'
            : JSON.stringify(
                r.mismatch?.mismatches?.map((m: any) => m.path + ' ' + m.mismatch) ?? r.mismatch,
              )),
      )
      .join('\n   '),
  )
}
s.close()
