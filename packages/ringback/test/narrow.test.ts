import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const wide = '東京都新宿区西新宿二丁目八番一号 😀😀'

it.each([
  [['catalog'], ''],
  [['catalog', 'CallStatus'], ''],
  [['check', 'webhook'], `CallSid=CA123&CallStatus=answered&FromCity=${wide}`],
  [
    ['check', 'twiml'],
    `<Response><Say voice="${wide}">${wide}</Say><Dial callerId="${wide}">+1</Dial></Response>`,
  ],
])('%j fits into 60 and into 100 columns', async (argv, stdin) => {
  for (const columns of [60, 100]) {
    const { stdout } = await runCli(argv, { columns, stdin })
    expect(stdout).not.toBe('')
    expect(stdout.split('\n').filter((line) => stringWidth(line) > columns)).toEqual([])
  }
})
