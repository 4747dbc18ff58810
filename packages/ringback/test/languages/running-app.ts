import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '@ringback/test-support/free-port'
import type { LanguageApp } from './language-apps.ts'

/** An app in another language that runs as a process of its own. */
export interface RunningApp {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts an app on a free port, and waits until it answers. */
export async function startLanguageApp(
  language: LanguageApp,
  scratch: string,
  env: Readonly<Record<string, string>>,
): Promise<RunningApp> {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const [program, ...argv] = language.app({ port, scratch })
  const child = spawn(program, argv, {
    env: { ...process.env, PORT: port, PYTHONDONTWRITEBYTECODE: '1', ...language.env, ...env },
    stdio: 'ignore',
  })
  const exited = once(child, 'exit')
  const isUp = (): Promise<boolean> =>
    fetch(url).then(
      () => true,
      () => false,
    )
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`${language.name} ended with ${child.exitCode}.`)
    await wait(50)
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
