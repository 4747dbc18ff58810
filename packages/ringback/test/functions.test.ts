import { cpSync, mkdtempSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectFolder } from '@ringback/app-functions'
import { loadFunctions } from 'ringback/functions'
import { createPhone } from 'ringback/phone'
import { expect, test } from 'ringback/vitest'
import { describe, onTestFinished } from 'vitest'
import { configuredPhone } from '../src/vitest/configured-phone.ts'
import { runCli, type CliResult } from './run-cli.ts'

const twilio = dirname(createRequire(import.meta.url).resolve('twilio/package.json'))

/** A copy of the receptionist, whose files may be changed. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-functions-'))
  cpSync(projectFolder, folder, { recursive: true, filter: (file) => !file.includes('node_modules') })
  symlinkSync(dirname(twilio), join(folder, 'node_modules'))
  return folder
}

/** Runs a command in a folder, without an auth token in the environment. */
const run = (cwd: string, ...argv: readonly string[]): Promise<CliResult> => runCli(argv, { cwd })

describe('--functions', () => {
  test('call: a telephone for the Functions of a project', async () => {
    const { code, stdout, stderr } = await run(projectFolder, 'call', '--functions', '.', '--keys', '2')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('POST /menu/choice  gather.action  200')
    expect(stdout).toContain('"Thank you for your call."')
  })

  test('map: their phone tree, and the call that shows a mark', async () => {
    const folder = project()
    writeFileSync(
      join(folder, 'functions/menu/dialled.protected.js'),
      'exports.handler = (context, event, callback) => { console.log("no rows"); callback(new Error("no rows")) }',
    )
    const { code, stdout } = await run(folder, 'map', '--functions', '.')
    expect(code).toBe(1)
    expect(stdout).toContain('For our opening hours, press 1.')
    const [shown = ''] = /ringback call .*/.exec(stdout) ?? []
    expect(shown).toMatch(/^ringback call --functions \. .*--keys/)
    const again = await run(folder, ...shown.split(' ').slice(1))
    expect(again.code).toBe(1)
    expect(again.stdout).toContain('POST /menu/dialled  dial.action  500')
    expect(again.stderr).toContain('no rows')
  })

  test('fuzz: a Function that is not protected is a finding, until it is', async () => {
    const folder = project()
    const functions = join(folder, 'functions')
    renameSync(join(functions, 'voice.protected.js'), join(functions, 'voice.js'))
    const few = ['--runs', '0', '--seed', '1', '--checks', 'signature']
    const { code, stdout } = await run(folder, 'fuzz', '--functions', '.', ...few)
    expect(code).toBe(1)
    expect(stdout).toContain('signature-not-enforced')
    const id = readdirSync(join(folder, 'fixtures/findings'))[0]?.replace(/(?:\.finding)?\.json$/, '') ?? ''
    const replayed = await run(folder, 'fuzz', 'replay', id)
    expect({ code: replayed.code, stderr: replayed.stderr }).toEqual({ code: 1, stderr: '' })
    renameSync(join(functions, 'voice.js'), join(functions, 'voice.protected.js'))
    expect((await run(folder, 'fuzz', 'replay', id)).stdout).toContain(`FIXED ${id}`)
  })

  test('contract: built of the answers of Functions, and kept by them until they change', async () => {
    const folder = project()
    const route = ['--route', 'voice.incoming-pstn=/voice', '--max-interactions', '1']
    const built = await run(folder, 'contract', 'build', '--functions', '.', '--provider', 'ivr', ...route)
    expect(built.code).toBe(0)
    const verify = (): Promise<CliResult> => run(folder, 'contract', 'verify', '--functions', 'functions')
    const kept = await verify()
    expect({ code: kept.code, stderr: kept.stderr }).toEqual({ code: 0, stderr: '' })
    const file = join(folder, 'functions/voice.protected.js')
    writeFileSync(
      file,
      'exports.handler = (c, e, callback) => callback(null, new Twilio.twiml.VoiceResponse())',
    )
    expect((await verify()).code).toBe(1)
  })

  test('replay: a call that was recorded without a server, and what has changed since', async () => {
    const folder = project()
    const recorded = await run(folder, 'call', '--functions', '.', '--keys', '1', '--record')
    expect(recorded.code).toBe(0)
    const same = await run(folder, 'replay', '--functions', '.')
    expect({ code: same.code, stdout: same.stdout }).toMatchObject({ code: 0 })
    writeFileSync(join(folder, 'assets/hours.private.json'), '{ "weekdays": "8 to 4", "weekend": "closed" }')
    const changed = await run(folder, 'replay', '--functions', '.')
    expect(changed.code).toBe(1)
    expect(changed.stdout).toContain('8 to 4')
  })

  test('a path is the Voice URL, and contracts need none', async () => {
    const folder = project()
    renameSync(
      join(folder, 'functions/voice.protected.js'),
      join(folder, 'functions/menu/hello.protected.js'),
    )
    const { stdout } = await run(folder, 'call', '/menu/hello', '--functions', '.', '--keys', '1')
    expect(stdout).toContain('POST /menu/hello  voice.incoming-pstn  200')
    expect(stdout).toContain('POST /menu/choice  gather.action  200')
    const route = ['--route', 'dial.action=/menu/dialled', '--max-interactions', '1']
    const built = await run(folder, 'contract', 'build', '--functions', '.', '--provider', 'ivr', ...route)
    expect({ code: built.code, stdout: built.stdout }).toMatchObject({ code: 0 })
  })

  test('calls and messages that a Function creates are accepted by a virtual account, and nothing else is answered', async () => {
    const folder = project()
    writeFileSync(
      join(folder, 'functions/voice.protected.js'),
      `exports.handler = async (context, event, callback) => {
        const client = context.getTwilioClient()
        const twiml = new Twilio.twiml.VoiceResponse()
        const { status } = await client.calls.create({ to: '+12025550100', from: '+12025550101', url: 'https://functions.example/voice' })
        twiml.say(status)
        const message = await client.messages.create({ to: '+12025550100', from: '+12025550101', body: 'Hi' })
        twiml.say([message.direction, message.status, message.body].join(' '))
        await client.verify.v2.services('VA1').fetch().catch((error) => twiml.say(String(error.status)))
        callback(null, twiml)
      }`,
    )
    const { stdout } = await run(folder, 'call', '--functions', '.', '--keys', 'h')
    for (const said of ['"queued"', '"outbound-api queued Hi"', '"501"']) expect(stdout).toContain(said)
  })
})

describe('what is wrong is said, and exits with 2', () => {
  test.for([
    [['--functions', '/no/such/folder'], 'There is no folder /no/such/folder.'],
    [['--functions', '.', '--voice-url', '/voise'], 'No Function answers at /voise. Did you mean /voice?'],
    [['3000', '--functions', '.'], 'Both an app (3000) and --functions . given.'],
    [['--functions', 'functions/menu'], 'No Voice URL given, and no Function is /voice. Pass --voice-url.'],
  ] as const)('%j', async ([argv, message]) => {
    for (const command of ['call', 'map', 'fuzz']) {
      const { code, stderr } = await run(projectFolder, command, ...argv)
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) as string })
    }
  })

  test('all problems of a project at once', async () => {
    const folder = project()
    writeFileSync(join(folder, 'functions/broken.js'), 'nothing.at.all')
    writeFileSync(join(folder, 'functions/voice.js'), 'exports.handler = () => {}')
    const { code, stderr } = await run(folder, 'call', '--functions', '.')
    expect(code).toBe(2)
    expect(stderr).toContain('- /voice is the path of functions/voice.js and functions/voice.protected.js')
    expect(stderr).toContain(
      '- functions/broken.js throws when it is loaded: ReferenceError: nothing is not defined (functions/broken.js:1:1)',
    )
  })
})

test('a configuration with an app and Functions is refused', async () => {
  const folder = project()
  writeFileSync(join(folder, 'ringback.config.mjs'), "export default { app: '3000', functions: '.' }")
  const { code, stderr } = await run(folder, 'call')
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('functions: stands in place of app; leave one of the two out') as string,
  })
})

describe('without the command line', () => {
  test('`functions` of the configuration is what is called', async () => {
    const folder = project()
    writeFileSync(
      join(folder, 'ringback.config.mjs'),
      `export default { functions: ${JSON.stringify(folder)} }`,
    )
    const phone = createPhone(await configuredPhone(folder))
    onTestFinished(() => phone.close())
    const call = await phone.call()
    await call.hears('Welcome to Example Airlines')
    await call.hangup()
    expect((await run(folder, 'call', '--keys', 'h')).code).toBe(0)
  })

  test('loaded Functions are an app for a telephone', async () => {
    const authToken = '0123456789abcdef0123456789abcdef'
    const app = loadFunctions(projectFolder, { authToken, environment: { COMPANY: 'Another Airline' } })
    onTestFinished(app.close)
    const phone = createPhone({ app, authToken, publicUrl: 'https://phone.example', voiceUrl: '/voice' })
    onTestFinished(() => phone.close())
    const call = await phone.call()
    await call.hears('Welcome to Another Airline')
    await call.press('1')
    await call.hears('9 to 5')
    expect(call).toHaveEnded('completed')
  })
})
