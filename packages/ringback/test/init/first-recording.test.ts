import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { listening } from '../listening.ts'
import { runCli } from '../run-cli.ts'
import { authToken, startSmallApp } from '../small-app.ts'
import { filesIn, projectFolder } from './project-folder.ts'

const recordingsIn = (cwd: string): readonly string[] =>
  Object.keys(filesIn(cwd)).filter((path) => /^recordings\/[^.][^/]*\.json$/.test(path))
const init = ['init', '--yes', '--no-test', '--ci', 'none']
const twiml = '<Response><Gather action="/menu"><Say>Press 1.</Say></Gather></Response>'

const source = `
import { createServer } from 'node:http'
createServer((request, response) => {
  request.resume()
  response.setHeader('content-type', 'text/xml')
  response.end(${JSON.stringify(twiml)})
}).listen(Number(process.env.PORT), '127.0.0.1')
`

describe('the first recording', () => {
  it('is made of an app that runs, once', async () => {
    const paths: (string | undefined)[] = []
    const app = await listening(
      createServer((request, response) => {
        paths.push(request.url)
        request.resume()
        response.setHeader('content-type', 'text/xml')
        response.end(twiml)
      }),
    )
    const cwd = projectFolder({})
    const argv = [...init, '--app', app.url, '--voice-url', '/answer']
    expect(await runCli(argv, { cwd })).toMatchObject({ code: 0 })
    expect(recordingsIn(cwd)).toHaveLength(1)
    const first = [...paths]
    expect(first.slice(0, 2)).toEqual(['/answer', '/menu'])
    const again = await runCli(argv, { cwd })
    await app.close()
    expect(again.stdout).toContain('Everything is there already')
    expect(paths).toEqual(first)
  })

  it('starts the app for the call, and stops it', async () => {
    const free = await listening(createServer())
    await free.close()
    const cwd = projectFolder({ 'server.mjs': source })
    const start = `"${process.execPath}" server.mjs`
    const { code, stderr } = await runCli([...init, '--app', free.url, '--start', start], {
      cwd,
      env: process.env as Record<string, string>, // A process has no other values.
    })
    expect({ code, recordings: recordingsIn(cwd).length }).toEqual({ code: 0, recordings: 1 })
    expect(stderr).toContain('Starting the app: ')
    await expect(fetch(free.url)).rejects.toThrow('fetch failed')
  })

  it('says what an app printed that does not start', async () => {
    const free = await listening(createServer())
    await free.close()
    const start = "echo 'no such database' && exit 3"
    const argv = [...init, '--app', free.url, '--start', start]
    const { code, stderr } = await runCli(argv, { cwd: projectFolder({}) })
    expect(code).toBe(2)
    expect(stderr).toContain('it ended with exit code 3\n      no such database\n')
  })

  it('is signed with the token of .env, and is none when the app refuses the call', async () => {
    const app = await startSmallApp()
    const env = `TWILIO_AUTH_TOKEN=${authToken}\n`
    const good = projectFolder({ '.env': `${env}PUBLIC_URL=https://phone.example.com\n` })
    expect(await runCli([...init, '--app', app.url], { cwd: good })).toMatchObject({ code: 0 })
    expect(recordingsIn(good)).toHaveLength(1)
    const refused = projectFolder({ '.env': env })
    const { code, stderr } = await runCli([...init, '--app', app.url], { cwd: refused })
    await app.close()
    expect({ code, recordings: recordingsIn(refused) }).toEqual({ code: 1, recordings: [] })
    expect(stderr).toContain('The call failed, so it was not recorded.')
  })
})
