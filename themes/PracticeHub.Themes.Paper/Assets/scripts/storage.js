// A private window may refuse storage; what depends on it then simply does not remember.
export const read = key => {
  try { return localStorage.getItem(key); } catch { return null; }
};

export const write = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch { return false; }
};

export const keysStartingWith = prefix => {
  try { return Object.keys(localStorage).filter(key => key.startsWith(prefix)); } catch { return []; }
};
