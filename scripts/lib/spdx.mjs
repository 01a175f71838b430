// Evaluates SPDX licence expressions as package registries write them.

/**
 * Returns whether these licences satisfy an SPDX expression. AND binds tighter than OR; brackets are allowed; "/" means
 * OR, as crates used to write it.
 * @param {string} expression
 * @param {Set<string>} allowed
 */
export function satisfies(expression, allowed) {
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  /** @returns {boolean} */
  const either = () => {
    let holds = both();
    while (tokens[at] === 'OR') {
      at += 1;
      holds = both() || holds;
    }
    return holds;
  };
  const both = () => {
    let holds = one();
    while (tokens[at] === 'AND') {
      at += 1;
      holds = one() && holds;
    }
    return holds;
  };
  const one = () => {
    const token = tokens[at++];
    if (token !== '(') {
      if (tokens[at] === 'WITH') at += 2; // an exception only adds permissions
      return allowed.has(token ?? '');
    }
    const holds = either();
    at += 1;
    return holds;
  };
  return either() && at === tokens.length;
}
