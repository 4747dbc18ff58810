/** The word that `Digits` holds on a `<Record>` action when the caller hung up. */
export const recordHangup = 'hangup'
