import { compareAnswers, type ObservedAnswer } from '@ringback/checks'
import { expect, it } from 'vitest'

const plain = { kind: 'voice.incoming-pstn' } as const

function answer(body: string, url = 'https://phone.example.com/voice'): ObservedAnswer {
  const response = {
    status: 200,
    headers: [['Content-Type', 'text/xml'] as const],
    body: { text: `<Response>${body}</Response>` },
  }
  return { url, response, problem: null }
}

it('compares URLs from the root of the app, wherever it runs', () => {
  const before = answer('<Redirect>/menu</Redirect>')
  expect(
    compareAnswers(before, answer('<Redirect>menu</Redirect>', 'http://127.0.0.1:3000/voice'), plain),
  ).toEqual([])
  expect(
    compareAnswers(before, answer('<Redirect>https://other.example.com/menu</Redirect>'), plain),
  ).toMatchObject([{ severity: 'breaking' }])
})

it('leaves text alone that is not a URL, also where another part of the element is one', () => {
  const dial = (number: string): ObservedAnswer => answer(`<Dial action="/after">${number}</Dial>`)
  const [difference] = compareAnswers(dial('+14155550101'), dial('+14155550102'), plain)
  expect(difference?.severity).toBe('breaking')
  expect(difference?.message).toContain('+14155550102')
  expect(difference?.message).not.toContain('/+1415')
})
