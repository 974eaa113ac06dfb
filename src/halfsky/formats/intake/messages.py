"""What intake says when it cannot open a file, or opens it with a doubt.

One row per message: key -> (number, Chinese, English). Each text says what is wrong, where, and how to mend
it; placeholders are named. ``F1xx`` are refusals (the file is not read), ``F2xx`` are warnings (it is read).
"""

from collections.abc import Mapping
from typing import Any

from halfsky.formats.intake.asked import KINDS, asked_for

DEFAULT_LANGUAGE = "zh-hans"

REFUSALS: dict[str, tuple[str, str, str]] = {
    "file.missing": (
        "F101",
        "找不到文件“{name}”。请核对路径和文件名。",
        "The file “{name}” was not found. Check the path and the name.",
    ),
    "file.not_a_file": (
        "F102",
        "“{name}”不是普通文件（可能是文件夹或设备）。请指定一个文件。",
        "“{name}” is not an ordinary file (a folder or a device?). Name a file.",
    ),
    "file.unreadable": (
        "F103",
        "没有权限读取“{name}”，或文件正被占用。请检查权限，关闭正在使用它的程序后重试。",
        "“{name}” may not be read, or another program holds it. Check the permissions and try again.",
    ),
    "file.empty": (
        "F104",
        "“{name}”是空文件（0字节）。请重新导出或重新下载后再试。",
        "“{name}” is empty (0 bytes). Export or download it again.",
    ),
    "file.blank": (
        "F105",
        "“{name}”里没有文字，只有空白。请确认选对了文件。",
        "“{name}” holds no text, only white space. Check that it is the right file.",
    ),
    "file.too_big": (
        "F106",
        "“{name}”有{size_mb}MB，超过上限{limit_mb}MB。{asked}一般不到1MB：请删去图片和附件，或只保留正文后再试。",
        "“{name}” has {size_mb} MB, over the limit of {limit_mb} MB. A {asked} has less than 1 MB: "
        "remove pictures and annexes, or keep the main part only.",
    ),
    "file.text_too_long": (
        "F107",
        "“{name}”有{count}个字，超过上限{limit}个字，不像{asked}。请只保留{asked}正文。",
        "“{name}” has {count} characters, over the limit of {limit}: that is no {asked}. Keep the {asked} only.",
    ),
    "file.line_too_long": (
        "F108",
        "“{name}”第{line}行有{count}个字而没有换行，超过上限{limit}个字。请用Word打开，按段落分行后另存。",
        "Line {line} of “{name}” has {count} characters without a break, over the limit of {limit}. "
        "Open it in Word, break it into paragraphs and save again.",
    ),
    "file.binary": (
        "F109",
        "“{name}”不是文字文件，内容无法识别（从第{offset}字节起）。请提供{formats}格式的{asked}。",
        "“{name}” is no text and of no known kind (from byte {offset}). Give the {asked} as {formats}.",
    ),
    "file.encoding": (
        "F110",
        "“{name}”的文字编码无法识别：按UTF-8和GB18030都有大量乱码（从第{offset}字节起）。请用记事本打开，另存为UTF-8编码。",
        "The encoding of “{name}” is unknown: it is broken as UTF-8 and as GB18030 (from byte {offset}). "
        "Open it in a text editor and save it as UTF-8.",
    ),
    "file.old_word": (
        "F111",
        "“{name}”是旧版Word格式（.doc），不能直接读取。请用Word或WPS打开，另存为“Word文档（*.docx）”后再试。",
        "“{name}” is in the old Word format (.doc). Open it in Word or WPS and save it as .docx.",
    ),
    "file.wps": (
        "F112",
        "“{name}”是WPS文字格式（.wps），不能直接读取。请用WPS打开，另存为“Word文档（*.docx）”后再试。",
        "“{name}” is in the WPS format (.wps). Open it in WPS and save it as .docx.",
    ),
    "file.old_excel": (
        "F113",
        "“{name}”是旧版Excel格式（.xls）。请用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”后再试。",
        "“{name}” is in the old Excel format (.xls). Open it in Excel or WPS and save it as .xlsx.",
    ),
    "file.rtf": (
        "F114",
        "“{name}”是RTF格式。请用Word或WPS打开，另存为docx后再试。",
        "“{name}” is RTF. Open it in Word or WPS and save it as .docx.",
    ),
    "file.ofd": (
        "F115",
        "“{name}”是OFD版式文件。请用OFD阅读器导出为PDF（保留文字），或改用原来的docx文件。",
        "“{name}” is an OFD file. Export it as PDF with its text from an OFD reader, or use the original .docx.",
    ),
    "file.odf": (
        "F116",
        "“{name}”是OpenDocument格式。请用WPS或LibreOffice打开，另存为docx（表格另存为xlsx）后再试。",
        "“{name}” is OpenDocument. Save it as .docx (tables as .xlsx) in WPS or LibreOffice.",
    ),
    "file.markup": (
        "F117",
        "“{name}”是网页或XML文件，不是{asked}。请把内容复制到Word或Excel中，另存为{formats}格式后再试。",
        "“{name}” is a web page or XML, no {asked}. Copy it into Word or Excel and save it as {formats}.",
    ),
    "file.image": (
        "F118",
        "“{name}”是图片（{kind}），没有可读取的文字。请提供{formats}格式的{asked}；只有图片的，请先做文字识别（OCR）。",
        "“{name}” is a picture ({kind}) without readable text. Give the {asked} as {formats}, or run OCR first.",
    ),
    "file.presentation": (
        "F119",
        "“{name}”是演示文稿，不是{asked}。请提供{formats}格式的{asked}。",
        "“{name}” is a presentation. Give the {asked} as {formats}.",
    ),
    "file.archive": (
        "F120",
        "“{name}”是压缩包，不是文档。请先解压，再选择其中{formats}格式的{asked}。",
        "“{name}” is an archive. Unpack it and choose the {asked} inside ({formats}).",
    ),
    "file.workbook_not_document": (
        "F121",
        "“{name}”是Excel工作簿，不是{asked}。填报数据请用“halfsky import figures”导入；{asked}请提供{formats}格式。",
        "“{name}” is a workbook, no {asked}. Import figures with “halfsky import figures”; "
        "give the {asked} as {formats}.",
    ),
    "file.document_not_table": (
        "F122",
        "“{name}”不是数据表（识别为{kind}）。请提供CSV或xlsx格式的数据表。",
        "“{name}” is no table of figures (it is {kind}). Give a CSV or .xlsx table.",
    ),
    "file.password": (
        "F123",
        "“{name}”设有打开密码。请用Word、WPS或PDF阅读器打开，取消密码保护后另存，再重新读取。",
        "“{name}” needs a password to open. Open it, remove the password, save it and try again.",
    ),
    "zip.damaged": (
        "F130",
        "“{name}”已损坏或不完整（{part}）：可能没有下载完。请重新下载或重新保存后再试。",
        "“{name}” is damaged or cut off ({part}): the download may be incomplete. Download or save it again.",
    ),
    "zip.bomb": (
        "F131",
        "“{name}”解压后达到{size_mb}MB（压缩比{ratio}∶1，部件“{part}”），超过上限，疑似恶意文件，未予打开。请向提供者核实来源。",
        "“{name}” inflates to {size_mb} MB (ratio {ratio}:1, part “{part}”), over the limit. It looks like an "
        "attack and was not opened. Ask where it comes from.",
    ),
    "zip.too_many": (
        "F132",
        "“{name}”内有{count}个部件，超过上限{limit}个，未予打开。请用Word另存一份后再试。",
        "“{name}” has {count} parts, over the limit of {limit}, and was not opened. Save a fresh copy from Word.",
    ),
    "zip.traversal": (
        "F133",
        "“{name}”内的部件“{part}”试图指向文件夹之外，疑似恶意文件，未予打开。请向提供者核实来源。",
        "The part “{part}” in “{name}” points outside its folder. It looks like an attack and was not opened. "
        "Ask where it comes from.",
    ),
    "zip.nested": (
        "F134",
        "“{name}”内嵌有压缩包“{part}”，未予打开。请删去嵌入的附件后另存再试。",
        "“{name}” holds an archive inside (“{part}”) and was not opened. Remove the embedded file and save again.",
    ),
    "xml.entities": (
        "F135",
        "“{name}”的“{part}”里有实体定义或外部引用（XML实体攻击的写法），正常的Word、Excel文件不会有，未予打开。请向提供者核实来源。",
        "“{part}” in “{name}” defines XML entities or external references, which no ordinary Word or Excel file "
        "does. It was not opened. Ask where it comes from.",
    ),
    "xml.damaged": (
        "F136",
        "“{name}”的“{part}”内容已损坏（第{line}行）。请用Word打开，按提示修复后另存再试。",
        "“{part}” in “{name}” is damaged (line {line}). Let Word repair it, save it and try again.",
    ),
    "xml.too_deep": (
        "F137",
        "“{name}”的“{part}”嵌套超过{limit}层，未予打开。请用Word另存一份后再试。",
        "“{part}” in “{name}” is nested more than {limit} levels deep and was not opened. Save a fresh copy from Word.",
    ),
    "pdf.damaged": (
        "F140",
        "“{name}”不是完整的PDF：文件被截断或已损坏。请重新下载或重新导出后再试。",
        "“{name}” is not a whole PDF: it is cut off or damaged. Download or export it again.",
    ),
    "pdf.scanned": (
        "F141",
        "“{name}”共{pages}页，全是扫描图像，没有文字层。请改用原来的docx文件，或先做文字识别（OCR）再导出PDF。",
        "“{name}” has {pages} pages, all of them scans without a text layer. Use the original .docx, or run OCR "
        "and export the PDF again.",
    ),
    "pdf.too_many_pages": (
        "F142",
        "“{name}”有{pages}页，超过上限{limit}页。请只保留{asked}正文各页。",
        "“{name}” has {pages} pages, over the limit of {limit}. Keep the pages of the {asked} only.",
    ),
    "table.no_sheet": (
        "F150",
        "“{name}”里没有可读取的工作表。请确认数据在第一张工作表中。",
        "“{name}” has no readable sheet. Put the figures in the first sheet.",
    ),
    "table.too_many_cells": (
        "F151",
        "“{name}”的工作表“{sheet}”范围达到{rows}行×{columns}列，超过上限{limit}格（常因远处误留内容或格式）。"
        "请删去数据区以外的行和列后另存。",
        "Sheet “{sheet}” of “{name}” spans {rows} rows × {columns} columns, over the limit of {limit} cells (often "
        "a stray cell far away). Delete the rows and columns outside the data and save again.",
    ),
    "table.no_header": (
        "F152",
        "“{name}”缺少表头列：{columns}。请使用导入模板，表头写在第一行。",
        "“{name}” lacks the header columns: {columns}. Use the import template, with the header in the first row.",
    ),
    "child.memory": (
        "F160",
        "读取“{name}”需要的内存超过上限{limit_mb}MB，已停止。文件结构异常：请用Word或Excel另存一份后再试。",
        "Reading “{name}” needs more than {limit_mb} MB of memory and was stopped. Its structure is unusual: save a "
        "fresh copy from Word or Excel.",
    ),
    "child.time": (
        "F161",
        "读取“{name}”超过{limit_s}秒，已停止。文件结构异常：请用Word或Excel另存一份后再试。",
        "Reading “{name}” took more than {limit_s} s and was stopped. Its structure is unusual: save a fresh copy "
        "from Word or Excel.",
    ),
    "child.output": (
        "F162",
        "“{name}”读出的内容超过上限{limit_mb}MB，已停止。请只保留{asked}正文。",
        "What “{name}” holds is over the limit of {limit_mb} MB; reading was stopped. Keep the {asked} only.",
    ),
    "child.broke": (
        "F163",
        "“{name}”使读取程序异常退出，未予采用；系统其他部分不受影响。请用Word或Excel另存一份后再试。",
        "“{name}” made the reader stop; nothing was taken and nothing else is affected. Save a fresh copy from Word "
        "or Excel.",
    ),
    "plan.not_a_plan": (
        "F170",
        "“{name}”可以打开，但不像妇女或儿童发展规划：{reason}。请确认选对了文件。",
        "“{name}” opens, but does not look like a women's or children's development plan: {reason}. "
        "Check that it is the right file.",
    ),
    "report.not_a_document": (
        "F171",
        "“{name}”的扩展名是“{extension}”，内容却只是一段文字，不是这种文档（可能没有下载完整，或是占位文件）。请重新取得原文件；确是文字稿的，改名为 .txt 再核算。",
        "“{name}” is called {extension}, but holds only plain text (a failed download, a placeholder). Get the original; if it is a text, name it .txt.",
    ),
}

WARNINGS: dict[str, tuple[str, str, str]] = {
    "warn.extension": (
        "F201",
        "扩展名是“{extension}”，内容却是{kind}：已按内容读取。",
        "The extension is “{extension}” but the content is {kind}: it was read by its content.",
    ),
    "warn.cut": (
        "F202",
        "文件末尾缺了半个字（{count}字节）：可能没有下载完整，请核对最后一段。",
        "The file ends in the middle of a character ({count} bytes): it may be cut off. Check the last paragraph.",
    ),
    "warn.bad_bytes": (
        "F203",
        "有{count}处编码错误（首处在第{line}行），以“\ufffd”代替：请核对这些地方。",
        "{count} places are wrongly encoded (the first in line {line}) and shown as “\ufffd”: check them.",
    ),
    "warn.no_bom": (
        "F204",
        "没有编码标记，按内容判断为{encoding}。",
        "There is no encoding mark; by its content it is {encoding}.",
    ),
    "warn.controls": (
        "F205",
        "去掉了{count}个不可见的控制字符（首个在第{line}行）。",
        "{count} invisible control characters were removed (the first in line {line}).",
    ),
    "warn.macro": (
        "F206",
        "文档含有宏，宏未运行也未读取。",
        "The document holds macros; they were neither run nor read.",
    ),
    "warn.embedded": (
        "F207",
        "文档嵌有{count}个对象（如“{part}”），其中内容未读取。",
        "The document embeds {count} objects (such as “{part}”); their content was not read.",
    ),
    "warn.deletions": (
        "F208",
        "文档带修订痕迹：已按“接受全部修订”读取，略去删除的文字{count}处。",
        "The document has tracked changes: it was read with all of them accepted; {count} deletions were left out.",
    ),
    "warn.comments": (
        "F209",
        "文档有{count}条批注，批注未读取。",
        "The document has {count} comments; they were not read.",
    ),
    "warn.textboxes": (
        "F210",
        "文档有{count}个文本框，其中文字放在所在段落之后，请核对位置。",
        "The document has {count} text boxes; their text was placed after its paragraph. Check the place.",
    ),
    "warn.footnotes": (
        "F211",
        "文档有{count}条脚注或尾注，放在正文之后。",
        "The document has {count} footnotes or endnotes; they were placed after the main text.",
    ),
    "warn.hidden": (
        "F212",
        "文档有{count}处隐藏文字，未读取。",
        "The document has {count} pieces of hidden text; they were not read.",
    ),
    "warn.pictures": (
        "F213",
        "文档有{count}幅图片，图中文字未读取。",
        "The document has {count} pictures; text inside them was not read.",
    ),
    "warn.toc": (
        "F214",
        "目录（{count}行）不作为正文读取。",
        "The table of contents ({count} lines) was not read as main text.",
    ),
    "warn.scanned_pages": (
        "F215",
        "第{pages}页没有文字层（扫描图像），未读取：请核对这些页。",
        "Pages {pages} have no text layer (scans) and were not read: check them.",
    ),
    "warn.page_furniture": (
        "F216",
        "识别出页眉、页脚、页码{count}行，不作为正文读取。",
        "{count} lines of headers, footers and page numbers were recognised and not read as main text.",
    ),
    "warn.links": (
        "F217",
        "文档引用了{count}个外部文件或网址，均未打开。",
        "The document refers to {count} outside files or addresses; none was opened.",
    ),
    "warn.trailing": (
        "F218",
        "文件尾部有{count}字节多余内容，未读取。",
        "The file has {count} extra bytes at its end; they were not read.",
    ),
    "warn.pdf_damaged": (
        "F219",
        "PDF的内部索引有误，已尽量修复：请核对页数（{pages}页）。",
        "The PDF's index is wrong and was repaired as far as possible: check the number of pages ({pages}).",
    ),
    "warn.page_failed": (
        "F220",
        "第{pages}页无法读取：请核对这些页。",
        "Pages {pages} could not be read: check them.",
    ),
    "warn.garbled": (
        "F221",
        "第{pages}页的文字没有编码对照，可能是乱码：请改用原来的docx文件。",
        "The text of pages {pages} has no character map and may be garbled: use the original .docx.",
    ),
    "warn.turned": (
        "F223",
        "第{pages}页有较多转向的文字（如横排附表或水印），未读取：请核对这些页。",
        "Pages {pages} have much turned text (a sideways table or a watermark) that was not read: check them.",
    ),
    "warn.line_numbers": (
        "F224",
        "页边有行号（{count}页），未读取。",
        "The lines are numbered in the margin ({count} pages); the numbers were not read.",
    ),
    "warn.columns": (
        "F225", "文档分两栏排版，按先左栏后右栏读取。", "The document is set in two columns; the left one was read first."),
    "warn.entities": (
        "F226", "把{count}处网页符号代码（如&nbsp;）换成了原字符。", "{count} web entities such as &nbsp; were turned into their signs."),
    "warn.tags": (
        "F227", "去掉了{count}处网页标记（如<p>），只读其中的文字。", "{count} tags of a web page such as <p> were taken off; only the words were read."),
    "warn.limits": (
        "F222",
        "本机不支持对读取程序的{limits}限制，只限时间和大小。",
        "This machine cannot limit the reader's {limits}; only time and size are limited.",
    ),
}

MESSAGES: dict[str, tuple[str, str, str]] = {**REFUSALS, **WARNINGS}

def is_english(language: str) -> bool:
    """Whether ``language`` (a tag such as ``en`` or ``zh-hans``) asks for English."""
    return language.lower().startswith("en")


def message(key: str, params: Mapping[str, Any], language: str = DEFAULT_LANGUAGE) -> str:
    """The text of message ``key``, headed by its number, with ``params`` put in; unknown keys raise KeyError.

    ``params["task"]`` (``plan``, ``table`` or ``report``) says what was asked for.
    """
    number, zh, en = MESSAGES[key]
    english = is_english(language)
    shown = {name: _shown(name, value, english) for name, value in params.items()}
    shown |= asked_for(str(params.get("task", "")), english)
    return f"{number} {(en if english else zh).format_map(shown)}"


def _shown(name: str, value: Any, english: bool) -> str:
    if isinstance(value, dict):
        return str(value["en" if english else "zh"])
    text = str(value)
    if name == "kind" and text in KINDS:
        return KINDS[text][1 if english else 0]
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:300])
