import {
  classify,
  decodeForm,
  encodeForm,
  formParameters,
  formText,
  isFullyMasked,
  isMasked,
  isOfGrammar,
  isSid,
  isStray,
  isWritten,
  kindOf,
  kinds,
  parameter,
  parseAddress,
  validate,
} from '@ringback/catalog'
import { superlinear } from '@ringback/test-support/growth'
import { expect, test } from 'vitest'

const names = [...new Set(kinds.flatMap(({ parameters }) => parameters.map(({ name }) => name)))]

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  decodeForm: (text) => formText(decodeForm(text)),
  encodeForm: (text) => encodeForm([[text, text], ...formParameters(text)], 'plus'),
  'classify a query': (text) => classify({ method: 'GET', url: `https://example.com/?${text}` }),
  'classify a form': (text) => classify({ method: 'POST', parameters: formParameters(text) }),
  'kindOf with long values': (text) =>
    kindOf({
      method: 'POST',
      parameters: [parameter.CallStatus, parameter.From].map((name) => [name, text]),
    }),
  'validate a form': (text) => validate('voice.incoming-pstn', formParameters(text)),
  'validate a long value of every parameter': (text) =>
    validate(
      'voice.incoming-pstn',
      names.slice(0, 20).map((name) => [name, text]),
    ),
  'values of every grammar': (text) =>
    kinds
      .slice(0, 3)
      .flatMap((row) =>
        row.parameters.map((form) => [isOfGrammar(form, text), isWritten(form, text), isStray(form, text)]),
      ),
  addresses: (text) => [parseAddress(text), isSid(text), isMasked(text), isFullyMasked(text)],
}

test.each(Object.entries(readers))('the work grows as the input does: %s', (_name, read) => {
  expect(superlinear(read)).toEqual([])
})
