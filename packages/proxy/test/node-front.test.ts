/** The laws of bytes, connections, limits, time-outs, problems and signatures again, with Node's HTTP server as the only front. */
import { front } from './support/start-proxy.ts'

front.by = 'node'
await import('./bytes.test.ts')
await import('./connections.test.ts')
await import('./limits.test.ts')
await import('./problems.test.ts')
await import('./signature.test.ts')
await import('./require/require.test.ts')
