import { describe, expect, it } from 'vitest'
import type { RateReport } from '@ringback/simulator/load'
import { cli, load, menu, reportIn, serve } from './serve.ts'

describe('ringback load', () => {
  it('starts every call of the rate, and reports each route', async () => {
    const result = await load(await serve(menu), ['--rate', '20', '--duration', '1', '--keys', '1'])
    const { calls, routes, findings } = reportIn(result)
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(calls).toMatchObject({ started: 20, completed: 20, failed: 0, unfinished: 0, missed: 0 })
    expect(findings).toEqual([])
    expect(routes.map(({ kind, path, count }) => `${kind} ${path} ${count}`).toSorted()).toEqual([
      'gather.action /menu 20',
      'voice.incoming-pstn /voice 20',
    ])
  })

  it('counts errors by the codes of the debugger, and exits with 1', async () => {
    const url = await serve((_request, response) => response.writeHead(500).end())
    const result = await load(url, ['--rate', '10', '--duration', '0.5', '--keys', '1,"why"'])
    expect(result.code).toBe(1)
    expect(reportIn(result)).toMatchObject({
      calls: { started: 5, failed: 5 },
      problems: [
        {
          level: 'error',
          twilioCode: 11_200,
          count: 5,
          example: {
            callSid: expect.stringMatching(/^CA/),
            keys: '1,"why"',
            message: `${url} answered 500.`,
          },
        },
      ],
    })
  })

  it('finds a budget that is passed, counting from when calls were due', async () => {
    // One at a time, 50 ms each: twenty a second.
    let last = Promise.resolve()
    const url = await serve((_request, response) => {
      last = last.then(() => new Promise((resolve) => setTimeout(resolve, 50)))
      void last.then(() => response.end('<Response><Hangup/></Response>'))
    })
    const result = await load(url, ['--rate', '60', '--duration', '1', '--calls', '2', '--budget', '200'])
    const { findings, requests } = reportIn(result)
    expect(result.code).toBe(1)
    expect(findings.join('\n')).toMatch(/above the budget of 200 ms/)
    // Two at once wait 100 ms at most for an answer; that they began late is in the times.
    expect(requests.p95Ms).toBeGreaterThan(300)
  })

  it('finds the rate that an app takes, which answers one request at a time', async () => {
    // 20 ms each, and a little more where the machine is busy: at most fifty a second.
    let last = Promise.resolve()
    const url = await serve((_request, response) => {
      last = last.then(() => new Promise((resolve) => setTimeout(resolve, 20)))
      void last.then(() => response.end('<Response><Hangup/></Response>'))
    })
    const result = await load(url, ['--find-rate', '--rate', '5', '--duration', '1', '--budget', '200'])
    const { rate, tooMuch, steps } = JSON.parse(result.stdout) as RateReport
    expect(result.code).toBe(0)
    // A load of one second that is a fifth too much has a queue of a fifth of a second at its end.
    expect(rate).toBeLessThan(50 * 1.2 * 1.1)
    expect(rate).toBeGreaterThanOrEqual(5)
    expect((tooMuch ?? 0) / (rate ?? 1)).toBeLessThan(1.1)
    // App and calls share this process.
    expect(['budget', 'this-machine']).toContain(steps.find((step) => step.rate === tooMuch)?.reason)
  }, 60_000)

  it('says that no rate is good where every call fails', async () => {
    const url = await serve((_request, response) => response.writeHead(500).end())
    const { code, stdout } = await cli([
      'load',
      url,
      '--no-pauses',
      '--find-rate',
      '--rate',
      '10',
      '--duration',
      '0.2',
    ])
    expect(code).toBe(1)
    expect(stdout).toMatch(/10 new calls per second +p95 .* calls met errors/)
    expect(stdout).toContain('No rate that was tried keeps the budget of 1 s.')
  })

  it('ends although the app never answers', async () => {
    const result = await load(await serve(() => {}), ['--rate', '5', '--duration', '0.5', '--timeout', '0.3'])
    expect(result.code).toBe(1)
    expect(reportIn(result).calls).toMatchObject({ started: 3, failed: 3 })
  })

  it('prints the report so far when it is stopped', async () => {
    let send: (signal: NodeJS.Signals) => void = () => {}
    const url = await serve((request, response) => {
      menu(request, response)
      setTimeout(() => send('SIGINT'), 50)
    })
    const { stdout } = await cli(['load', url, '--calls', '3', '--duration', '600'], {
      onStart: (given) => (send = given),
    })
    expect(stdout).toMatch(/^Stopped\. What was answered so far:\nCalls 3 started, 0 completed/)
  })

  it('does not run without an app that listens', async () => {
    const { code, stderr } = await load('http://127.0.0.1:9/voice', [])
    expect(code).toBe(2)
    expect(stderr).toContain('Cannot reach the app')
  })

  it('shows how far it is on a terminal, and nothing elsewhere', async () => {
    const url = await serve((_request, response) => response.writeHead(500).end())
    const argv = ['load', url, '--no-pauses', '--rate', '10', '--duration', '1.3']
    const [shown, quiet] = [await cli(argv, { hasProgress: true }), await cli(argv)]
    expect(shown.stderr).toMatch(
      /1 s: 1\d calls started, 1?\d\.\d a second, \d+ going on; \d+ requests, p95 .+; \d+ errors/,
    )
    expect(shown.stderr.endsWith('\r\u001B[2K')).toBe(true)
    expect(quiet.stderr).toBe('')
    expect(quiet.stdout).toMatch(/error 11200 .+: 13 times\n +CA[0-9a-f]{32}: \S+ answered 500\./)
  })
})
