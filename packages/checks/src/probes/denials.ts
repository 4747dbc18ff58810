/** That nothing was entered, said or recorded, in the languages of prompts that are read; lower case, without accents. */
const ofInput = [
  /\b(?:did not|didn't|could not|couldn't|have not|haven't) (?:hear|receive|record) (?:an|your|the|a\b)/,
  /\b(?:did not|didn't) (?:press|enter|say|choose|select|leave) (?:an|your|a\b)/,
  /\bno (?:input|message|answer|key|digit|selection|response|recording)s? (?:was|were|has been) /,
  /\bnothing (?:was|has been) (?:entered|heard|said|pressed|recorded|received)/,
  /\bhaben (?:leider )?(?:nichts|keine (?:eingabe|nachricht|antwort|auswahl)) (?:gehort|erhalten|empfangen)/,
  /\bno (?:hemos (?:oido|recibido)|escuchamos|recibimos|oimos) (?:ningun|nada|su\b)/,
  /\bn'avons (?:rien (?:entendu|recu)|(?:pas )?(?:entendu|recu) (?:aucun|de|votre))/,
  /\bnao (?:ouvimos|recebemos) (?:nenhum|nada|sua|seu)/,
]

/** That nobody was reached. */
const ofPerson = [
  /\b(?:nobody|no one|no-one|no agent|no operator)\b.*\b(?:is|was|could|can|picked|answered)\b/,
  /\b(?:could not|couldn't|cannot|can't) (?:be reached|take your call|answer your call|reach (?:anyone|anybody))/,
  /\bniemand\b.*\b(?:ist|war|konnte|kann|erreich)/,
  /\bnadie\b.*\b(?:esta|puede|pudo|contest)/,
  /\bpersonne (?:n'|ne )/,
  /\bninguem\b.*\b(?:esta|pode|atend)/,
]

/** A condition, or what was wrong about the input, denies nothing. */
const isOtherwise =
  /\b(?:if|when|unless|wenn|falls|si|cuando|quand|se|caso|quando)\b|valid|correct|right|match|gultig|richtig|corret/

/** A document says little at once; no text makes the search long. */
const longestText = 5000

/** Whether a text says that the caller entered, said or recorded nothing. */
export function deniesInput(text: string): boolean {
  return denies(text, ofInput)
}

/** Whether a text says that nobody was reached. */
export function deniesPerson(text: string): boolean {
  return denies(text, ofPerson)
}

function denies(text: string, patterns: readonly RegExp[]): boolean {
  const sentences = text
    .slice(0, longestText)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .toLowerCase()
    .split(/[.!?\n]+/)
  return sentences.some(
    (sentence) => !isOtherwise.test(sentence) && patterns.some((pattern) => pattern.test(sentence)),
  )
}
