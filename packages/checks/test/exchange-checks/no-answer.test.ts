import { isAnswered, judgeExchange } from '@ringback/checks'
import { expect, it } from 'vitest'
import { exchangeOf } from '../support/exchanges.ts'

const problem = { code: 'app-down', message: 'https://phone.example.com/voice?line=1: nothing listens' }

it('finds that no answer came back, without the URL in front', () => {
  const [finding] = judgeExchange({ ...exchangeOf('voice.incoming-pstn', {}), response: null, problem })
  expect(finding).toMatchObject({ code: 'app-down', severity: 'error' })
  expect(finding?.message).toBe(
    'The app does not give a complete answer: nothing listens. The caller hears an application error and the call ends.',
  )
})

it('warns where it was a callback, and says nothing of what was not sent', () => {
  const callback = { ...exchangeOf('status.incoming-number', {}), response: null, problem }
  expect(judgeExchange(callback)).toMatchObject([{ severity: 'warning' }])
  const remote = { code: 'remote-target', message: 'not sent' }
  expect(judgeExchange({ ...callback, problem: remote })).toEqual([])
})

it('finds an answer that broke off after its status line', () => {
  const cut = {
    ...exchangeOf('voice.incoming-pstn', {}),
    problem: { code: 'answer-cut', message: 'it broke off' },
  }
  expect(judgeExchange(cut)).toMatchObject([{ code: 'answer-cut', severity: 'error' }])
  expect(isAnswered(cut)).toBe(false)
})
