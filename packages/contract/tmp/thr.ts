import { buildPacts, verifyProvider } from '../src/index.ts'
import { createServer } from 'node:http'
const n = Number(process.argv[2] ?? 100)
const s = createServer((q, r) => {
  let b = ''
  q.on('data', (c) => (b += c))
  q.on('end', () => {
    if (process.argv[3] === 'forged') {
    }
    r.writeHead(200, { 'content-type': 'text/xml' })
    r.end('<Response><Say>hi</Say></Response>')
  })
}).listen(0, '127.0.0.1')
await new Promise((r) => s.once('listening', r))
const kinds = [
  'voice.incoming-pstn',
  'gather.action',
  'dial.action',
  'enqueue.action',
  'record.action',
  'voice.fallback',
] as const
let routes = [] as any[]
for (let i = 0; i < 40; i++) for (const k of kinds) routes.push({ kind: k, url: '/r' + i + '/' + k })
let pacts = buildPacts({ provider: 'x', routes, refusesForged: false })
let left = n
pacts = pacts.flatMap((p) => {
  const take = p.pact.interactions.slice(0, left)
  left -= take.length
  return take.length ? [{ ...p, pact: { ...p.pact, interactions: take } }] : []
})
const t = performance.now()
const c0 = process.cpuUsage()
const r = await verifyProvider({
  providerBaseUrl: 'http://127.0.0.1:' + (s.address() as any).port,
  authToken: 't',
  pacts,
  stateHandlers: { 'a call is in progress': () => ({ CallSid: 'CA' + '1'.repeat(32) }) },
  ...(process.argv[3] ? { concurrency: Number(process.argv[3]) } : {}),
})
const ms = performance.now() - t
const c = process.cpuUsage(c0)
console.log(
  n,
  r.counts,
  Math.round(ms) + 'ms',
  Math.round((n / ms) * 1000) + '/s',
  'cpu own',
  Math.round((c.user + c.system) / 1000),
  'rss',
  Math.round(process.memoryUsage().rss / 1e6),
)
s.close()
s.closeAllConnections()
