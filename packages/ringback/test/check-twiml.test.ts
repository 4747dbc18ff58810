import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'
import { authToken, startSmallApp } from './small-app.ts'

describe('ringback check twiml', () => {
  it('shows what the debugger would log, and what was meant', async () => {
    const stdin =
      '<Response>\n<say>Hi</say>\n<Gather numDigit="1" timeout="x"><Dial>1</Dial></Gather>\n</Response>'
    const { code, stdout } = await runCli(['check', 'twiml', '-'], { stdin })
    expect(code).toBe(0)
    await expect(stdout).toMatchFileSnapshot('golden/check-twiml.txt')
    expect(await runCli(['check', 'twiml', '--fail-on', 'warning'], { stdin })).toMatchObject({ code: 1 })
  })

  it('fails on what ends the call', async () => {
    const { code, stdout } = await runCli(['check', 'twiml', '--reporter', 'ndjson'], {
      stdin: ' <?xml version="1.0"?><Response/>',
    })
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ severity: 'error', twilioCode: 12100, line: 1 })
  })

  it('is content with a good document', async () => {
    const stdin = '<Response><Say>Hello</Say></Response>'
    expect(await runCli(['check', 'twiml'], { stdin })).toMatchObject({
      code: 0,
      stdout: 'stdin: no problems found.\n',
    })
  })

  it('asks a URL as Twilio asks', async () => {
    const app = await startSmallApp()
    const forged = await runCli(['check', 'twiml', `${app.url}/voice`], {
      env: { TWILIO_AUTH_TOKEN: authToken },
    })
    // The app takes only what was signed for its public URL.
    expect(forged.code).toBe(2)
    expect(forged.stderr).toContain('403')
    await app.close()
    const down = await runCli(['check', 'twiml', `${app.url}/voice`])
    expect(down.code).toBe(2)
    expect(down.stderr).toContain(`Cannot reach the app at ${app.url}: connection refused`)
  })

  it("does not request Twilio's own TwiML", async () => {
    const result = await runCli([
      'check',
      'twiml',
      'https://demo.twilio.com/docs/voice.xml',
      '--allow-remote',
    ])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain("is Twilio's own demo TwiML, which ringback does not request.")
  })

  it("finds nothing wrong with Twilio's own sounds and TwiML in a document", async () => {
    const stdin =
      '<Response><Play>https://api.twilio.com/cowbell.mp3</Play><Redirect>https://twimlets.com/echo</Redirect></Response>'
    expect(await runCli(['check', 'twiml'], { stdin })).toMatchObject({ code: 0 })
  })

  it('says which file is missing', async () => {
    const result = await runCli(['check', 'twiml', 'no-such-file.xml'])
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('no-such-file.xml: no such file')
  })
})
