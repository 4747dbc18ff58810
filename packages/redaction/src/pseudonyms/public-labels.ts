/** Labels of host names that say nothing about anybody. */
export const publicLabels: ReadonlySet<string> = new Set(
  'www api app sip pstn voice media twilio com net org io dev test example invalid localhost us1 us2 ie1 au1 br1 de1 jp1 sg1'.split(
    ' ',
  ),
)
