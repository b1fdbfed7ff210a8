"""Texts that try to become something else in an output: markup, formula, path, command."""

from __future__ import annotations

#: Name of the attempt -> what stands in the cell.
PAYLOADS: dict[str, str] = {
    "guion": "<script>alert(1)</script>",
    "guion_partido": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "imagen": '"><img src=x onerror=alert(1)>',
    "svg": "<svg/onload=alert(1)>",
    "marco": "<iframe src='//ejemplo.test/x'></iframe>",
    "comentario": "--><!-- <b>x</b> ]]> <![CDATA[ ",
    "enlace_js": "javascript:alert(document.cookie)",
    "enlace_js_oculto": "java\u200bscript:alert(1)",
    "enlace_datos": "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "atributo": "x onclick=alert(1) y",
    "entidad_html": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "estilo": "</style><style>@import url(//ejemplo.test/x.css);*{display:none}",
    "estilo_url": "background:url(//ejemplo.test/x)",
    "formula": '=HYPERLINK("http://ejemplo.test","clic")',
    "formula_orden": "=cmd|' /C calc'!A0",
    "formula_mas": "+1+cmd|' /C calc'!A0",
    "formula_menos": "-2+3+cmd|' /C calc'!A0",
    "formula_arroba": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula_tab": "\t=1+1",
    "plantilla": "{{ 7*7 }}{% for x in range(9) %}x{% endfor %}",
    "typst": '#import "@preview/x:1.0.0"\n#eval("1+1") #read("/etc/passwd")',
    "typst_texto": "$x^2$ *negrita* _cursiva_ `código` #sys.version \\u{41} <etiqueta> @ref",
    "markdown": "[clic](javascript:alert(1)) ![x](http://ejemplo.test/x.png) # Título",
    "latex": "\\input{/etc/passwd} \\write18{id} $\\frac{1}{0}$",
    "shell": "$(touch escape) `id` ; rm -rf . | cat && true",
    "sql": "'; DROP TABLE acciones; --",
    "ruta": "../../../escape",
    "ruta_windows": "..\\..\\escape",
    "ruta_absoluta": "/etc/escape",
    "ruta_propia": "C:\\Users\\persona\\secreto.docx",
    "reservado": "CON",
    "reservado_puntos": "NUL.txt. ",
    "archivo_url": "file:///etc/passwd",
    "largo": "Ñandú " * 60,
    "una_palabra": "x" * 400,
    "derecha_izquierda": "\u202eODATLUSER \u2066oculto\u2069 \u200f",
    "emoji": "👩🏽\u200d💻 🏴\u200d☠️ 🇨🇴",
    "combinados": "Z" + "\u0334\u0335\u0336\u0337" * 20 + "algo",
    "lineas": "primera\r\nsegunda\n\n\ttercera\x0b",
    "controles": "a_x0000_b_x0008_c_x001B_[31mrojo",
    "ancho_completo": "＝１＋１ ＜script＞",
    "formato": "%s %n %(clave)s {0} {clave!r}",
    "rastro": "Traceback (most recent call last): In [3]: x",
    "vacio_raro": "\u00a0\u2007\u200b\ufeff",
    "correo": "Escriba a persona@ejemplo.test o al 300 123 4567, CC 1.234.567.890",
}

#: What a score cell may hold besides a number.
NUMBERS = (
    "1e309", "-1e309", "NaN", "nan", "Infinity", "-inf", "−12", "-0", "-12", "100,0,1", "٤٢",
    "५०", "５０", "½", "10^2", "0x1F", "1_000", "1.234,5", "1,234.5", "50%", "150%", "101",
    "100,0000001", "1e-400", "+50", "50.", ",5", "4,2,", "--5", "5-", "1/2", "TRUE", "#REF!",
    "#¡DIV/0!", "=1+1", "null", "None", "cincuenta", "50 puntos", "5\u202f0", "1" * 400,
)  # fmt: skip

#: What the column of the vigencia may hold.
VIGENCIAS = (
    "0205", "20255", "2,021", "2.021", "MMXXI", "２０２１", "2021.0", "1999", "2099", "", "-2021",
    "2021-2022", "20 21", "dos mil", "2e3", "2021\u200b", "<b>2021</b>", "=2021",
)  # fmt: skip

#: Spellings of one politica that look alike, or nearly.
SPELLINGS = {
    "cirilico": "G\u043ebierno Digital",
    "griego": "G\u03bfbierno Digital",
    "descompuesto": "Participacio\u0301n Ciudadana en la Gestio\u0301n Pu\u0301blica",
    "ligadura": "Plani\ufb01cación Institucional",
    "duro": "Gobierno\u00a0Digital",
    "guion_suave": "Gobierno Digi\u00adtal",
    "ancho_cero": "Gobierno\u200b Digital",
    "ancho_completo": "Ｇｏｂｉｅｒｎｏ Ｄｉｇｉｔａｌ",
    "nota": "Gobierno Digital⁴",
    "derecha": "\u202eGobierno Digital",
    "matematico": "𝐆𝐨𝐛𝐢𝐞𝐫𝐧𝐨 𝐃𝐢𝐠𝐢𝐭𝐚𝐥",
    "turco": "GOBİERNO DİGİTAL",
    "cortado": "Gobierno Digi- tal",
    "dos": "Gobierno Digital y Seguridad Digital",
    "numero": "7",
    "codigo": "POL07",
    "codigo_falso": "POL07 Integridad",
    "codigo_lejano": "POL99 Gobierno Digital",
}

#: Names that a file system takes and that mean something elsewhere.
FILE_NAMES: dict[str, str | bytes] = {
    "ruta": "..\\..\\escape.xlsx",
    "reservado": "CON.xlsx",
    "largo": f"{'ñ' * 120}.xlsx",
    "derecha_izquierda": "plan\u202exslx.exe.xlsx",
    "lineas": "primera\nsegunda\r.xlsx",
    "emoji": "👩🏽\u200d💻 🇨🇴.xlsx",
    "guion": "<script>alert(1)<script>.xlsx",
    "formula": "=cmd|' C calc'!A0.xlsx",
    "orden": "$(touch escape) `id`; -rf .xlsx",
    "opcion": "--simular.xlsx",
    "pantalla": "\x1b[31mrojo\x07.xlsx",
    "sin_letras": b"\xff\xfe\x80 plan.xlsx",
    "correo": "persona@ejemplo.test 300 123 4567.xlsx",
    "direccion": "http:＼＼ejemplo.test＼x.xlsx",
    "dos_puntos": "...xlsx.xlsx",
}

#: Cells filled to what a cell of Excel holds, with what is slow to search or to break into lines.
FULL = {
    "una palabra": "x" * 32_767,
    "cifras": "1" * 32_767,
    "palabras": "Ñandú y 🇨🇴 " * 2_730,
    "anidado": "In [" * 6_500 + "]" * 6_500,
}
