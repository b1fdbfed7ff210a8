"""How the panels of the lab look, and how they keep their keys from JupyterLab."""

from __future__ import annotations

WIDE = {"width": "auto"}
LABEL_WIDTH = "9em"

#: What ipywidgets leaves too small or too bare; colours are those that JupyterLab is set to.
STYLE = """
.mipg-panel .lm-TabBar .lm-TabBar-content { flex-wrap: wrap; }
.mipg-panel .jupyter-widget-tab > .lm-TabBar .lm-TabBar-tab { flex: 0 0 auto; max-width: none; }
.mipg-panel .mipg-area { padding: 0; overflow-x: auto; }
.mipg-panel .mipg-area figure { margin: 0; }
.mipg-panel .mipg-area table { margin-left: 0; }
.mipg-panel .mipg-area svg { max-width: 100%; height: auto; }
.mipg-panel .mipg-resumen ul { display: flex; flex-wrap: wrap; gap: 8px; padding: 0; margin: 0; }
.mipg-panel .mipg-resumen li { list-style: none; flex: 1 1 12em; padding: 6px 10px;
  border-left: 4px solid var(--jp-brand-color1); background: var(--jp-layout-color2); }
.mipg-panel [role="note"], .mipg-panel [role="alert"] { padding: 2px 12px; margin: 6px 0;
  border-left: 4px solid var(--jp-warn-color1); background: var(--jp-layout-color2); }
.mipg-panel [role="note"] p, .mipg-panel [role="alert"] p { margin: 4px 0; }
.mipg-panel [role="alert"] { border-left-color: var(--jp-error-color1); }
.mipg-panel :focus-visible { outline: 2px solid var(--jp-brand-color1) !important; }
"""

#: JupyterLab takes the keys of a focused list or button for commands of the notebook: an arrow
#: would leave the list, two letters D would delete the cell. This mark keeps them in the panel.
KEYS = """
<script>
if (!window.mipgKeys) {
  window.mipgKeys = true;
  document.addEventListener("focusin", (event) => {
    const control = event.target.closest(".mipg-panel *");
    if (control) control.setAttribute("data-lm-suppress-shortcuts", "true");
  });
}
</script>
"""
