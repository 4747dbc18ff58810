/** The app without a bug, in a process of its own: `app.ts <port> <auth token>`. */
import { startApp } from '@ringback/app-flawed'

const [port = '0', authToken = ''] = process.argv.slice(2)
await startApp({ port: Number(port), authToken })
