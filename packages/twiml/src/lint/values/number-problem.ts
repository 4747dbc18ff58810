/** Why a number cannot be dialled. */
interface NumberProblem {
  readonly code: string
  readonly message: string
  readonly twilioCode: number
}

const LONGEST_NUMBER = 15

/**
 * What is wrong with a number to dial. Twilio asks for E.164; numbers of a country without the plus, short codes
 * and the usual punctuation are left alone, because Twilio is known to try them.
 */
export function numberProblem(written: string): NumberProblem | undefined {
  const digits = written.replaceAll(/[\s().-]/g, '')
  if (!/^\+?\d+$/.test(digits)) {
    return {
      code: 'twiml-number',
      message: 'which is not a phone number; write it as +14155550100',
      twilioCode: 13223,
    }
  }
  if (digits.startsWith('+0')) {
    return { code: 'twiml-number', message: 'and no country code starts with 0', twilioCode: 13226 }
  }
  const count = digits.replace('+', '').length
  if (count <= LONGEST_NUMBER && !(digits.startsWith('+') && count < 4)) return undefined
  const message =
    count > LONGEST_NUMBER ? `which has more than ${LONGEST_NUMBER} digits` : 'which has too few digits'
  return { code: 'twiml-number', message, twilioCode: 13223 }
}
