import { fileURLToPath } from 'node:url'
import { startServed, type Served } from '../process/served.ts'
import { missingNginx, startNginxApp } from './nginx.ts'

/** The app behind every proxy. */
export interface App {
  readonly title: string
  readonly served: Served
}

/** Starts the app: nginx, which takes little of the processors, or a program of ours where there is none. */
export async function startApp(folder: string): Promise<App> {
  const missing = missingNginx()
  if (missing === undefined) return { title: 'the app (nginx)', served: await startNginxApp(folder) }
  console.log(`The app is a program on node:http, which may be what limits the fastest: ${missing}.`)
  const script = fileURLToPath(new URL('../servers/app.ts', import.meta.url))
  const args = (port: number): readonly string[] => [script, String(port)]
  return {
    title: 'the app (node:http)',
    served: await startServed({ command: process.execPath, args }, folder),
  }
}
