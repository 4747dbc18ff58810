import {
  parameter,
  payFor,
  payResult,
  paymentCardType,
  paymentMethod,
  type PayResult,
} from '@ringback/catalog'
import { attributeValue, runnableChildren, noun, spokenText, verb, type KnownElement } from '@ringback/twiml'
import { endStatus } from '../../legs/leg.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { Interrupted } from '../../simulation/scope.ts'
import { notify, sendWebhookOf } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { goToAction, linkOf } from '../action-request.ts'
import { collectInput } from '../collect-input.ts'
import type { Next, RunVerb, VerbContext } from '../verb.ts'
import { runSay } from './say.ts'

type Pay = KnownElement<typeof verb.Pay>

/** One value that the caller enters. */
interface Step {
  readonly for: (typeof payFor)[keyof typeof payFor]
  readonly words: string
  readonly isGood: (digits: string) => boolean
  readonly values: (digits: string) => Readonly<Record<string, string>>
}

const mostAttempts = 3

/** Takes card data over the keypad, step by step; the star key ends it. What the caller enters is only shown masked. */
export const runPay: RunVerb<typeof verb.Pay> = async (context, pay) => {
  const { simulation, leg } = context
  const captured: Record<string, string> = { [parameter.PaymentMethod]: paymentMethod.creditCard }
  try {
    const result = await takeAll(context, pay, captured)
    return finish(context, pay, result, captured)
  } catch (error) {
    if (!(error instanceof Interrupted) || leg.endedAt === undefined) throw error
    const values = { ...captured, [parameter.CallStatus]: endStatus(leg) }
    const next = finish(context, pay, payResult.callerHungUp, values)
    if (next.to === 'document') await sendWebhookOf(simulation, leg, next.request)
    throw error
  } finally {
    leg.waiting = undefined
  }
}

async function takeAll(context: VerbContext, pay: Pay, captured: Record<string, string>): Promise<PayResult> {
  for (const step of stepsOf(pay)) {
    const result = await take(context, pay, step, captured)
    if (result !== payResult.success) return result
  }
  report(context, pay, { ...captured, [parameter.For]: payFor.paymentProcessing, [parameter.Attempt]: '1' })
  const isCharge = attributeValue(pay, 'chargeAmount') !== undefined
  const name = isCharge ? parameter.PaymentConfirmationCode : parameter.PaymentToken
  captured[name] = `${isCharge ? 'ch' : 'tok'}_${context.simulation.ids.uuid().slice(0, 8)}`
  return payResult.success
}

async function take(
  context: VerbContext,
  pay: Pay,
  step: Step,
  captured: Record<string, string>,
): Promise<PayResult> {
  const { simulation, leg } = context
  const most = attributeValue(pay, 'maxAttempts') ?? mostAttempts
  for (let attempt = 1; attempt <= most; attempt += 1) {
    report(context, pay, { ...captured, [parameter.For]: step.for, [parameter.Attempt]: String(attempt) })
    const { digits, finishedOnKey } = await collectInput(context, {
      dtmf: true,
      speech: false,
      numDigits: undefined,
      finishOnKey: '#*',
      timeout: attributeValue(pay, 'timeout'),
      bargeIn: true,
      prompt: (inner) => promptFor(inner, pay, step),
      listening: (listener) => waitFor(simulation, leg, listener, { for: 'pay' }),
      heard: () => {},
    })
    leg.waiting = undefined
    if (finishedOnKey === '*') return payResult.callerInterruptedWithStar
    if (!step.isGood(digits)) continue
    Object.assign(captured, step.values(digits))
    return payResult.success
  }
  return payResult.tooManyFailedAttempts
}

async function promptFor(context: VerbContext, pay: Pay, step: Step): Promise<void> {
  const own = runnableChildren(pay).find(
    (child) => child.id === noun.Prompt && child.attributes['for'] === step.for,
  )
  const says = own === undefined ? [] : runnableChildren(own).filter((child) => child.id === verb.Say)
  for (const say of says) {
    if (say.id === verb.Say && spokenText(say) !== '') await runSay(context, say)
  }
  if (says.length === 0) {
    emit(context.simulation, context.leg, {
      type: 'said',
      text: step.words,
      voice: '',
      language: attributeValue(pay, 'language'),
    })
  }
}

function stepsOf(pay: Pay): readonly Step[] {
  const postalCode = attributeValue(pay, 'postalCode')
  return [
    {
      for: payFor.paymentCardNumber,
      words: 'Please enter your card number, followed by the pound key.',
      isGood: (digits) => /^\d{13,19}$/.test(digits) && isLuhn(digits),
      values: (digits) => ({
        [parameter.PaymentCardNumber]: `${'x'.repeat(digits.length - 4)}${digits.slice(-4)}`,
        [parameter.PaymentCardType]: cardType(digits),
      }),
    },
    {
      for: payFor.expirationDate,
      words: 'Please enter the expiration date, two digits for the month and two for the year.',
      isGood: (digits) => /^(0[1-9]|1[0-2])\d\d$/.test(digits),
      values: (digits) => ({ [parameter.ExpirationDate]: digits }),
    },
    ...(attributeValue(pay, 'securityCode')
      ? [
          {
            for: payFor.securityCode,
            words: 'Please enter the security code.',
            isGood: (digits: string) => /^\d{3,4}$/.test(digits),
            values: (digits: string) => ({ [parameter.SecurityCode]: '*'.repeat(digits.length) }),
          },
        ]
      : []),
    ...(postalCode === 'true'
      ? [
          {
            for: payFor.postalCode,
            words: 'Please enter the postal code.',
            isGood: (digits: string) => digits.length >= (attributeValue(pay, 'minPostalCodeLength') ?? 1),
            values: (digits: string) => ({ [parameter.PaymentCardPostalCode]: digits }),
          },
        ]
      : []),
  ]
}

function report(context: VerbContext, pay: Pay, values: Readonly<Record<string, string>>): void {
  const written = attributeValue(pay, 'statusCallback')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  if (typeof url !== 'string') return
  notify(context.simulation, context.leg, {
    kind: 'pay.status',
    url,
    method: attributeValue(pay, 'statusCallbackMethod'),
    values,
  })
}

function finish(
  context: VerbContext,
  pay: Pay,
  result: PayResult,
  values: Readonly<Record<string, string>>,
): Next {
  emit(context.simulation, context.leg, { type: 'paid', result })
  // Pay's action is always POST.
  const action = { kind: 'pay.action', url: attributeValue(pay, 'action'), method: 'POST' } as const
  return goToAction(context, action, { ...values, [parameter.Result]: result })
}

function cardType(digits: string): string {
  if (/^3[47]/.test(digits)) return paymentCardType.amex
  if (/^(5[1-5]|2[2-7])/.test(digits)) return paymentCardType.mastercard
  if (digits.startsWith('6')) return paymentCardType.discover
  return paymentCardType.visa
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}
