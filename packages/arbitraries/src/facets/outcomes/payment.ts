import { parameter, payResult, paymentMethod, callStatus } from '@ringback/catalog'
import type { Draft } from '../../kind/draft.ts'
import type { Case, Facet } from '../../kind/facet.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import { knownValues } from '../../values/grammar-forms.ts'
import type { Need } from '../parameter-facet.ts'

/** The result of a <Pay> session. After a hang-up the call is completed. */
export function paymentFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.Result)
  const values = row === undefined ? undefined : knownValues(row)
  if (shape.kind !== 'pay.action' || row === undefined || values === undefined) return []
  shape.claim(row.name, parameter.CallStatus)
  const slot = shape.slotOf(row.name)
  const [plain, ...others] = values
  const ended = (value: string): Case => ({
    name: value,
    apply: (draft) => {
      draft.values[slot] = value
      draft.status = value === payResult.callerHungUp ? callStatus.completed : callStatus.inProgress
      return true
    },
  })
  return [{ name: row.name, cases: [ended(plain), ...others.map(ended)] }]
}

/** What the parameters of a payment depend on: its result and its method. */
export function paymentNeeds(shape: KindShape): Readonly<Record<string, Need>> {
  if (shape.kind !== 'pay.action') return {}
  const result = shape.slotOf(parameter.Result)
  const method = shape.slotOf(parameter.PaymentMethod)
  const settle =
    (slot: number, name: string, wanted: (value: string | undefined) => boolean, value: string): Need =>
    (draft: Draft) => {
      if (wanted(draft.values[slot])) return true
      if (draft.odd.includes(name) || draft.odd.includes(`${name} settled`)) return false
      draft.values[slot] = value
      draft.odd.push(`${name} settled`)
      return true
    }
  const { Result, PaymentMethod } = parameter
  const succeeded = settle(result, Result, (value) => value === payResult.success, payResult.success)
  const failed = settle(
    result,
    Result,
    (value) => value !== payResult.success,
    payResult.paymentConnectorError,
  )
  const byCard = settle(
    method,
    PaymentMethod,
    (value) => value === paymentMethod.creditCard,
    paymentMethod.creditCard,
  )
  const byBank = settle(
    method,
    PaymentMethod,
    (value) => value === paymentMethod.achDebit,
    paymentMethod.achDebit,
  )
  return {
    [parameter.ProfileId]: succeeded,
    [parameter.PaymentToken]: succeeded,
    [parameter.PaymentConfirmationCode]: succeeded,
    [parameter.PaymentCardNumber]: byCard,
    [parameter.PaymentCardType]: byCard,
    [parameter.ExpirationDate]: byCard,
    [parameter.SecurityCode]: byCard,
    [parameter.PaymentCardPostalCode]: byCard,
    [parameter.BankAccountNumber]: byBank,
    [parameter.BankRoutingNumber]: byBank,
    [parameter.BankAccountType]: byBank,
    [parameter.PaymentError]: failed,
    [parameter.PayErrorCode]: failed,
    [parameter.ConnectorError]: failed,
  }
}
