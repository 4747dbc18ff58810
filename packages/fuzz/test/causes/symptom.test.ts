import { expect, test } from 'vitest'
import { symptomOf, withoutDetails } from '../../src/causes/symptom.ts'

const finding = {
  code: 'http-status',
  severity: 'error',
  message: 'The app answers HTTP 500 to "Ann".',
} as const

test('a symptom is the same whatever is quoted, counted or numbered', () => {
  const other = { ...finding, message: 'The app answers HTTP 500 to "Bob".' }
  expect(symptomOf(finding, 'https://a.example.com/menu?attempt=1')).toBe(
    symptomOf(other, 'https://a.example.com/menu?attempt=2'),
  )
})

test('another status, page or code is another symptom', () => {
  const url = 'https://a.example.com/menu'
  const one = symptomOf(finding, url)
  expect(symptomOf({ ...finding, message: 'The app answers HTTP 404 to "Ann".' }, url)).not.toBe(one)
  expect(symptomOf(finding, `${url}/more`)).not.toBe(one)
  expect(symptomOf({ ...finding, code: 'twiml-12100' }, url)).not.toBe(one)
})

test('details are quotes and numbers, but the status of HTTP', () => {
  expect(withoutDetails('connect ECONNREFUSED 127.0.0.1:3000')).toBe(
    withoutDetails('connect ECONNREFUSED localhost:80'),
  )
  expect(withoutDetails('HTTP 500 at line 12: "x" and "y"')).toBe('HTTP 500 at line #: "" and ""')
})
