import { buildPacts, provePact } from '../src/index.ts'
const pacts = buildPacts({
  provider: 'receptionist',
  routes: [
    { kind: 'voice.incoming-pstn', url: '/voice' },
    { kind: 'gather.action', url: '/voice/menu?attempt=1', method: 'GET' },
    { kind: 'gather.action', url: '/voice/menu?attempt=1' },
    { kind: 'status.incoming-number', url: '/status' },
  ],
})
for (const p of pacts) {
  const t = performance.now()
  const r = await provePact(p)
  console.log(p.name, r.proven.length, r.failures.slice(0, 4), performance.now() - t)
}
