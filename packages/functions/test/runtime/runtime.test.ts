import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { answered, authToken, handler, loaded, makeProject } from '../make-project.ts'

const accountSid = 'AC00000000000000000000000000000001'

describe('context', () => {
  it('holds the variables of .env, those that are passed, path and domain', async () => {
    const app = loaded(
      {
        '.env': `ACCOUNT_SID=${accountSid}\nAUTH_TOKEN=real\nA="from the file"\nB=from the file\n`,
        'functions/menu/it.js': handler(
          'callback(null, { ...context, client: typeof context.getTwilioClient })',
        ),
      },
      { environment: { B: 'passed', C: 'passed' }, accountSid: 'AC00000000000000000000000000000002' },
    )
    expect(JSON.parse((await answered(app, '/menu/it?x=1')).body)).toEqual({
      ACCOUNT_SID: accountSid,
      AUTH_TOKEN: authToken,
      A: 'from the file',
      B: 'passed',
      C: 'passed',
      PATH: '/menu/it',
      DOMAIN_NAME: 'functions.example',
      client: 'function',
    })
  })

  it.each(['', 'ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', accountSid])(
    'has the account of .env where that is one: %s',
    async (written) => {
      const passed = 'AC00000000000000000000000000000002'
      const files = {
        '.env': `ACCOUNT_SID=${written}`,
        'functions/it.js': handler('callback(null, context.ACCOUNT_SID)'),
      }
      const app = loaded(files, { accountSid: passed })
      expect((await answered(app, '/it')).body).toBe(written === accountSid ? accountSid : passed)
    },
  )

  const create = handler(`
    context.getTwilioClient().calls
      .create({ to: '+12025550100', from: '+12025550101', url: 'https://a.example/', statusCallbackEvent: ['initiated', 'completed'] })
      .then(({ sid }) => callback(null, sid), (error) => callback(error.message))`)

  it('gives a client that asks the API it was given', async () => {
    const asked: string[] = []
    const app = loaded(
      { '.env': `ACCOUNT_SID=${accountSid}`, 'functions/it.js': create },
      {
        twilioApi: async (request) => {
          asked.push(
            request.method,
            request.url,
            request.headers.get('authorization') ?? '',
            await request.text(),
          )
          return Response.json({ sid: 'CA1' }, { status: 201 })
        },
      },
    )
    expect((await answered(app, '/it')).body).toBe('CA1')
    expect(asked).toEqual([
      'POST',
      `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Calls.json`,
      `Basic ${btoa(`${accountSid}:${authToken}`)}`,
      'To=%2B12025550100&From=%2B12025550101&StatusCallbackEvent=initiated&StatusCallbackEvent=completed&Url=https%3A%2F%2Fa.example%2F',
    ])
  })

  it('gives one that sends nothing without an API', async () => {
    const app = loaded({ '.env': `ACCOUNT_SID=${accountSid}`, 'functions/it.js': create })
    expect(await answered(app, '/it')).toMatchObject({
      status: 500,
      body:
        `POST https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Calls.json was not sent: ` +
        'Functions that run in ringback do not reach Twilio. Pass loadFunctions a twilioApi that answers.',
    })
  })
})

describe('Runtime', () => {
  it('gives the files of all Functions, and private assets', async () => {
    const app = loaded({
      'functions/it.protected.js': handler(''),
      'functions/lib/helper.private.js': 'exports.double = (value) => 2 * value',
      'functions/use.js': handler(`
        const { double } = require(Runtime.getFunctions()['lib/helper'].path)
        const assets = Runtime.getAssets()
        callback(null, {
          functions: Object.keys(Runtime.getFunctions()),
          assets: Object.keys(assets),
          text: assets['/names.json'].open(),
          value: double(21),
          module: require(assets['/code.js'].path),
        })`),
      'assets/names.private.json': '["Ada"]',
      'assets/code.private.js': 'module.exports = "code"',
      'assets/open.txt': 'open',
      'assets/closed.protected.txt': 'closed',
    })
    expect(JSON.parse((await answered(app, '/use')).body)).toEqual({
      functions: ['it', 'lib/helper', 'use'],
      assets: ['/code.js', '/names.json'],
      text: '["Ada"]',
      value: 42,
      module: 'code',
    })
  })

  it('gives Sync, which asks the same API', async () => {
    const app = loaded(
      {
        '.env': `ACCOUNT_SID=${accountSid}`,
        'functions/it.js': handler(`
          const sync = Runtime.getSync({ serviceName: 'mine' })
          sync.maps('people').fetch().then(({ uniqueName }) => callback(null, uniqueName), callback)`),
      },
      { twilioApi: ({ url }) => Response.json({ unique_name: new URL(url).pathname }) },
    )
    expect((await answered(app, '/it')).body).toBe('/v1/Services/mine/Maps/people')
  })
})

describe('globals', () => {
  const globals = handler(`
    setTimeout(async () => {
      await 1
      callback(null, { twilio: Object.keys(Twilio.twiml), assets: Object.keys(Runtime.getAssets()) })
    })`)

  it('are those of the app whose code runs, and nowhere else', async () => {
    const one = loaded({ 'functions/it.js': globals, 'assets/one.private.txt': '1' })
    const two = loaded({ 'functions/it.js': globals, 'assets/two.private.txt': '2' })
    const answers = await Promise.all([one, two].map((app) => answered(app, '/it')))
    expect(answers.map(({ body }) => (JSON.parse(body) as { assets: unknown }).assets)).toEqual([
      ['/one.txt'],
      ['/two.txt'],
    ])
    expect([Reflect.get(globalThis, 'Twilio'), Reflect.get(globalThis, 'Runtime')]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('leave one that was there before as it was', async () => {
    Reflect.set(globalThis, 'Twilio', 'mine')
    const app = loaded({ 'functions/it.js': handler('callback(null, typeof Twilio)') })
    expect(Reflect.get(globalThis, 'Twilio')).toBe('mine')
    expect((await answered(app, '/it')).body).toBe('object')
    app.close()
    expect(Reflect.get(globalThis, 'Twilio')).toBe('mine')
    Reflect.deleteProperty(globalThis, 'Twilio')
  })

  it('are gone when the last app is closed, whatever the order', () => {
    const [one, two] = ['1', '2'].map(() => loaded({ 'functions/it.js': globals }))
    one?.close()
    expect('Twilio' in globalThis).toBe(true)
    one?.close()
    two?.close()
    expect('Twilio' in globalThis).toBe(false)
  })
})

describe('the log', () => {
  it('says why an invocation failed', async () => {
    const logged: string[] = []
    const app = loaded(
      {
        'functions/thrown.js': handler('throw new RangeError("broken")'),
        'functions/silent.js': handler('return "value"'),
      },
      { onLog: (text) => logged.push(text), timeLimitMs: 20 },
    )
    await answered(app, '/thrown')
    await answered(app, '/silent')
    expect(logged[0]).toMatch(/^\/thrown failed: RangeError: broken\n {4}at .*functions\/thrown\.js:2/)
    expect(logged[1]).toBe('/silent did not call its callback within 0.02 s.')
  })
})

describe('the console', () => {
  it('of a Function is passed on, and that of others is not', async () => {
    const logged: string[] = []
    const app = loaded(
      {
        'functions/it.js': `console.info('loaded')\n${handler("console.log('%s is %d', 'one', 1, { a: 2 }); callback()")}`,
      },
      { onLog: (text) => logged.push(text) },
    )
    await answered(app, '/it')
    expect(logged).toEqual(['loaded', 'one is 1 { a: 2 }'])
  })
})

describe('an error outside of Functions', () => {
  it('ends the process as it would without them', () => {
    const root = makeProject({ 'functions/it.js': handler('callback()') })
    const script = `
      const { loadFunctions } = await import('@ringback/functions')
      loadFunctions(${JSON.stringify(root)}, { authToken: 'x' })
      Promise.reject(new Error('outside'))
      setTimeout(() => console.log('still alive'), 1000)`
    const argv = ['--conditions=ringback:source', '--input-type=module', '--eval', script]
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('Error: outside')
  })
})
