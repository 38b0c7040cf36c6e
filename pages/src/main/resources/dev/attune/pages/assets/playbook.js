// What the playbook's forms and its text do beyond HTML: completion, numbers of lines, and a draft that is kept while one types.
(() => {
  "use strict";

  const later = (wait, act) => {
    let timer = 0;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => act(...values), wait);
    };
  };
  const form = (fields, from) => {
    const body = new URLSearchParams();
    const key = from.closest("form").querySelector('[name="formKey"]');
    body.set("formKey", key ? key.value : "");
    Object.entries(fields).forEach(([name, value]) => body.set(name, value));
    return { method: "POST", body, credentials: "same-origin", headers: { "HX-Request": "true" } };
  };

  // Completion: a list of our own below the line, worked by the keys of a combobox.
  const offers = document.createElement("ul");
  offers.className = "completions";
  offers.id = "completions";
  offers.setAttribute("role", "listbox");
  offers.hidden = true;
  document.body.append(offers);
  let field = null;
  let found = [];
  let chosen = 0;

  const close = () => {
    offers.hidden = true;
    found = [];
    if (field) {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const choose = (index) => {
    chosen = (index + found.length) % found.length;
    [...offers.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    const item = offers.children[chosen];
    item.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", item.id);
  };
  const take = () => {
    const offer = found[chosen];
    const base = field.dataset.base ? Number(field.dataset.base) : 0;
    field.focus();
    field.setRangeText(offer.text, base + offer.from, field.selectionStart, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const place = () => {
    const style = getComputedStyle(field);
    const box = field.getBoundingClientRect();
    const before = field.value.slice(0, field.selectionStart);
    const lines = before.split("\n");
    const height = parseFloat(style.lineHeight) || 20;
    const ruler = place.ruler || (place.ruler = document.createElement("canvas").getContext("2d"));
    ruler.font = style.font;
    const x = ruler.measureText(lines[lines.length - 1]).width + parseFloat(style.paddingLeft) - field.scrollLeft;
    const y = lines.length * height + parseFloat(style.paddingTop) - field.scrollTop + 4;
    const left = Math.max(0, Math.min(x, box.width - 240));
    offers.style.left = `${Math.max(8, box.left + scrollX + left)}px`;
    offers.style.top = `${box.top + scrollY + Math.min(y, box.height)}px`;
  };
  const ask = async (wanted) => {
    const asked = field;
    const caret = asked.selectionStart;
    const isText = asked.name === "text";
    // Conditions are short; of the text what stands before the caret is enough.
    const fields = { in: isText ? "text" : "condition", before: asked.value.slice(0, caret) };
    const answer = await fetch(asked.dataset.complete, form(fields, asked));
    if (!answer.ok || field !== asked || asked.selectionStart !== caret) return;
    found = (await answer.json()).found;
    const rest = asked.value.slice(0, caret);
    if (!found.length || (found.length === 1 && rest.endsWith(found[0].text)) || (!wanted && found[0].from === caret && isText)) {
      close();
      return;
    }
    offers.replaceChildren(
      ...found.map((offer, index) => {
        const item = document.createElement("li");
        item.id = `offer-${index}`;
        item.setAttribute("role", "option");
        const name = document.createElement("b");
        name.textContent = offer.text.trim();
        const says = document.createElement("span");
        says.textContent = offer.says;
        item.append(name, says);
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          chosen = index;
          take();
        });
        return item;
      }),
    );
    offers.setAttribute("aria-label", asked.dataset.offers);
    offers.hidden = false;
    place();
    choose(0);
  };
  const askSoon = later(140, ask);

  document.querySelectorAll("[data-complete]").forEach((each) => {
    each.setAttribute("aria-autocomplete", "list");
    each.setAttribute("aria-controls", "completions");
    each.addEventListener("focus", () => (field = each));
    each.addEventListener("blur", close);
    each.addEventListener("scroll", close);
    each.addEventListener("input", (event) => {
      field = each;
      if (event.inputType === "insertText" && /[\w.'-]/.test(event.data || "")) askSoon(false);
      else close();
    });
    each.addEventListener("keydown", (event) => {
      field = each;
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        ask(true);
        return;
      }
      if (offers.hidden) return;
      const acts = {
        ArrowDown: () => choose(chosen + 1),
        ArrowUp: () => choose(chosen - 1),
        Enter: take,
        Tab: take,
        Escape: close,
      };
      if (acts[event.key]) {
        event.preventDefault();
        event.stopPropagation();
        acts[event.key]();
      }
    });
  });

  // The text: lines beside it, problems beside the lines, kept as one types.
  document.querySelectorAll("[data-editor]").forEach((editor) => {
    const text = editor.querySelector("textarea");
    const gutter = editor.querySelector(".gutter");
    const marks = () => {
      const byLine = new Map();
      document.querySelectorAll("#told [data-line]").forEach((link) => {
        const kind = link.closest("li").className;
        if (byLine.get(link.dataset.line) !== "is-wrong") byLine.set(link.dataset.line, kind);
      });
      return byLine;
    };
    const number = () => {
      const byLine = marks();
      const count = text.value.split("\n").length;
      gutter.replaceChildren(
        ...Array.from({ length: count }, (none, index) => {
          const line = document.createElement("span");
          line.textContent = String(index + 1);
          line.className = byLine.get(String(index + 1)) || "";
          return line;
        }),
      );
      gutter.scrollTop = text.scrollTop;
    };
    const check = later(500, async () => {
      const was = document.getElementById("was").value;
      const answer = await fetch(editor.dataset.editor, form({ was, text: text.value }, text));
      if (!answer.ok) return;
      const piece = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("told");
      document.getElementById("told").replaceWith(document.adoptNode(piece));
      number();
    });
    const goTo = (line, column) => {
      const lines = text.value.split("\n");
      const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
      text.focus();
      text.setSelectionRange(at, at);
      text.scrollTop = Math.max(0, (line - 6) * 20);
    };
    text.addEventListener("scroll", () => (gutter.scrollTop = text.scrollTop));
    text.addEventListener("input", () => {
      number();
      check();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("#told [data-line]");
      if (link) {
        event.preventDefault();
        goTo(Number(link.dataset.line), Number(link.dataset.column));
      }
    });
    number();
    const asked = /^#line-(\d+)$/.exec(location.hash);
    if (asked) goTo(Number(asked[1]), 1);
  });
})();
