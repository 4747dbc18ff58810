/** The proxy of an installed ringback without a recorder: `not-recording.ts <port> <app> <package.json of the installation>`. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { startProxy } from '@ringback/proxy'
import { app, port } from './arguments.ts'

const entry = createRequire(process.argv[4] ?? '').resolve('ringback/proxy')
// It is the same package, installed elsewhere.
const installed = (await import(pathToFileURL(entry).href)) as { readonly startProxy: typeof startProxy }
const proxy = await installed.startProxy({ app, port })
process.on('SIGTERM', () => void proxy.close().then(() => process.exit(0)))
